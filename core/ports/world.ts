/** What the core asks of the world. The store answers with plain rows; all times are epoch milliseconds. */
export interface Clock {
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
	/** The body goes out compressed. */
	compress?: 'gzip';
	timeoutMs: number;
	/** True only when the user allowed private addresses for this destination. */
	allowPrivate: boolean;
}

export interface HttpResponse {
	status: number;
	headers: Record<string, string>;
	body: string;
}

/** One HTTP exchange. Rejects with a CdpError only when there was no answer (network, timeout, refused address). */
export type HttpClient = (request: HttpRequest) => Promise<HttpResponse>;

/** Appends lines to a file, durable on return; creates it with `header` when it is new. */
export type FileAppender = (file: string, lines: string, header: string) => Promise<void>;
