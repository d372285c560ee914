/** Steps with their times, and what did not come out as it should. */
export class Progress {
	readonly failures: string[] = [];
	private number = 0;

	constructor(private readonly print: (line: string) => void = (line) => console.log(line)) {}

	/** Does a step; prints what it is, then what it gave and how long it took. A step that throws ends the run. */
	async step<T>(
		title: string,
		work: (say: (line: string) => void) => Promise<T>,
		tell?: (result: T) => string,
	): Promise<T> {
		const began = Date.now();
		this.print(`${String(++this.number).padStart(2)}. ${title}`);
		const result = await work((line) => this.note(line));
		const outcome = tell?.(result);
		this.note(`${outcome ? `${outcome}, ` : ''}${seconds(Date.now() - began)}`);
		return result;
	}

	note(line: string): void {
		this.print(`    ${line}`);
	}

	/** A comparison with the truth; the run goes on, and ends as failed when one did not hold. */
	check(what: string, holds: boolean, detail: string): void {
		this.note(`${holds ? 'ok    ' : 'WRONG '}  ${what}: ${detail}`);
		if (!holds) this.failures.push(`${what}: ${detail}`);
	}

	line(text = ''): void {
		this.print(text);
	}
}

export function seconds(ms: number): string {
	return ms < 10_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 1000)} s`;
}

/** 541909 -> 541,909 */
export function count(number: number): string {
	return number.toLocaleString('en-US');
}
