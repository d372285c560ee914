import { parseFlatted } from '../../../demo/n8n/flatted';

describe("n8n's format of execution data", () => {
	it('is read back as what it was', () => {
		const text = '[{"a":"1","list":"2","number":3,"nothing":null},"text",["1","3"],{"deep":"1"}]';
		expect(parseFlatted(text)).toEqual({ a: 'text', list: ['text', { deep: 'text' }], number: 3, nothing: null });
	});

	it('may point back at itself', () => {
		const value = parseFlatted('[{"self":"0"}]') as { self: unknown };
		expect(value.self).toBe(value);
	});
});
