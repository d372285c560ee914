/** Profiles are called `p<number>` outside: the number of their oldest identifier. */
export const publicId = (profile: number): string => `p${profile}`;

/** The number in a public id, or undefined when it is none. */
export function readPublicId(value: string): number | undefined {
	const match = /^p([1-9]\d{0,15})$/.exec(value);
	return match ? Number(match[1]) : undefined;
}
