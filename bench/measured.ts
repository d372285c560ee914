import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What a whole process took. */
export interface Measured {
	code: number;
	seconds: number;
	/** Largest resident size, from the kernel's own high-water mark (Linux), in MB. */
	peakMb: number;
	output: string;
}

const POLL_MS = 50;

/** Runs a program to its end and measures it from outside. */
export function measured(program: string, args: string[], env: NodeJS.ProcessEnv = process.env): Promise<Measured> {
	return new Promise((resolve, reject) => {
		const started = performance.now();
		const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		let peakMb = 0;
		const timer = setInterval(() => (peakMb = Math.max(peakMb, highWaterMark(child.pid ?? 0))), POLL_MS);
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (data: Buffer) => (output = (output + data.toString()).slice(-20_000)));
		child.on('error', reject);
		child.on('close', (code) => {
			clearInterval(timer);
			resolve({ code: code ?? -1, seconds: (performance.now() - started) / 1000, peakMb, output });
		});
	});
}

function highWaterMark(pid: number): number {
	try {
		return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
	} catch {
		return 0; // just ended
	}
}
