/** What the core asks of the world besides the store. */
export interface Clock {
	/** Epoch milliseconds. */
	now(): number;
}

export interface Logger {
	debug(message: string): void;
	info(message: string): void;
	warn(message: string): void;
}

export interface HttpRequest {
	method: string;
	url: string;
	headers: Record<string, string>;
	body: string;
	timeoutMs: number;
	/** True only when the user allowed private addresses for this destination. */
	allowPrivate: boolean;
}

export interface HttpResponse {
	status: number;
	headers: Record<string, string>;
	body: string;
}

/** One HTTP exchange. Rejects only when there was no answer (network, timeout, refused address). */
export type HttpClient = (request: HttpRequest) => Promise<HttpResponse>;
