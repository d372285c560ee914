import { guard, type Fields } from './guard';

type Tcf = (command: string, version: number, done: (data: Fields, ok: boolean) => void) => void;
type Gpp = (command: string, done: (data: Fields, ok: boolean) => void) => void;
interface Platforms {
	__tcfapi?: Tcf;
	__gpp?: Gpp;
}

/** Consent platforms load when they like: so often, so far apart, they are looked for. */
const TRIES = 40;
const TRY_MS = 500;
const MODE = /^(ad_storage|analytics_storage|ad_user_data|ad_personalization)$/;

/** Reads what the visitor allows, from whoever asks for it on this page, and says so whenever it changes. */
export class Consent {
	/** Undefined until somebody has said something. */
	said: Fields | undefined;

	constructor(
		private readonly region: string | undefined,
		private readonly changed: () => void,
	) {}

	/** Begins to listen; platforms that are there already answer at once. */
	watch(): void {
		this.look(TRIES);
	}

	/** The site's own banner, and whatever else was found. */
	add(part: Fields): void {
		const next = { ...this.said, ...part };
		if (JSON.stringify(next) === JSON.stringify(this.said)) return;
		this.said = next;
		this.changed();
	}

	/** The site's own banner was answered with nothing but no: only that is worth telling. */
	get isNo(): boolean {
		const { categoryPreferences: words, ...others } = this.said ?? {};
		return !!words && !Object.values(words as Fields).includes(true) && !Object.keys(others).length;
	}

	/** What goes with every request. */
	signals(): Fields {
		const { globalPrivacyControl: gpc } = navigator as { globalPrivacyControl?: boolean };
		return { ...(this.region ? { region: this.region } : {}), ...(gpc === undefined ? {} : { gpc }), ...this.said };
	}

	/** `gtag('consent', 'default' | 'update', {…})`; a default of a page that waits for a banner is no answer yet. */
	mode(kind: unknown, words: Fields): void {
		const consentMode: Fields = { ...((this.said?.['consentMode'] as Fields | undefined) ?? {}) };
		for (const [name, word] of Object.entries(words)) if (MODE.test(name)) consentMode[name] = word;
		if (kind === 'update' || !words['wait_for_update']) this.add({ consentMode });
	}

	private look(tries: number): void {
		const { __tcfapi: tcf, __gpp: gpp } = window as unknown as Platforms;
		if (tcf) this.tcf(tcf);
		if (gpp) this.gpp(gpp);
		if (!tcf && !gpp && tries > 0)
			setTimeout(
				guard(() => this.look(tries - 1)),
				TRY_MS,
			);
	}

	private tcf(api: Tcf): void {
		const heard = guard((data: Fields, ok: boolean) => {
			if (!ok || !/^(tcloaded|useractioncomplete)$/.test(String(data['eventStatus']))) return;
			this.add({ tcString: data['tcString'], gdprApplies: data['gdprApplies'] });
		});
		guard(api)('addEventListener', 2, heard);
	}

	private gpp(api: Gpp): void {
		const heard = guard((event: Fields, ok: boolean) => {
			const ping = event['pingData'] as Fields | undefined;
			if (!ok || ping?.['signalStatus'] !== 'ready' || !ping['gppString']) return;
			this.add({ gppString: ping['gppString'] });
		});
		guard(api)('addEventListener', heard);
	}
}
