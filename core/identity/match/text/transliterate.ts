/**
 * Letters that Unicode decomposition does not bring to a-z. Tables follow the common passport and library
 * romanisations (ICAO 9303, ISO 9, ALA-LC), shortened: equal sounds must give equal letters, beauty does not matter.
 */
const LATIN = 'ßss æae œoe øo łl đd ðd þth ıi ħh ŋn ĸk ŧt ſs ƒf ǝe əe';
const CYRILLIC =
	'аa бb вv гg дd еe ёe жzh зz иi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ьэe юyu яya іi їi єe ґg ўu ѣe ђdj јj љlj њnj ћc џdz ѓg ќk ѕz';
const GREEK = 'αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo';
const HEBREW = 'אa בv גg דd הh וv זz חh טt יy כk ךk לl מm םm נn ןn סs עa פp ףp צts ץts קk רr שsh תt';
const ARABIC =
	'اa أa إa آa ءبb تt ثth جj حh خkh دd ذdh رr زz سs شsh صs ضd طt ظz عa غgh فf قq كk کk لl مm نn هh ةa وw ؤw يy یy ىa ئy پp چch ژzh گg ھh ہh ےy ٹt ڈd ڑr';
const KANA =
	'あa いi うu えe おo かka きki くku けke こko さsa しshi すsu せse そso たta ちchi つtsu てte とto なna にni ぬnu ねne のno はha ひhi ふfu へhe ほho まma みmi むmu めme もmo やya ゆyu よyo らra りri るru れre ろro わwa をo んn ゃya ゅyu ょyo っーゔvu がga ぎgi ぐgu げge ごgo ざza じji ずzu ぜze ぞzo だda ぢji づzu でde どdo ばba びbi ぶbu べbe ぼbo ぱpa ぴpi ぷpu ぺpe ぽpo';
const HANGUL_FIRST = 'g kk n d tt r m b pp s ss . j jj ch k t p h'.split(' ');
const HANGUL_VOWEL = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
const HANGUL_LAST = '. k k k n n n t l k m l l l p l m p p t t ng t t k t p h'.split(' ');
const HANGUL = { from: 0xac00, to: 0xd7a3, vowels: 21, lasts: 28 };
const HIRAGANA_OFFSET = 0x60;

function readTable(text: string): Array<[string, string]> {
	const entries: Array<[string, string]> = [];
	for (const match of text.matchAll(/([^a-z ])([a-z]*)/gu)) entries.push([match[1] ?? '', match[2] ?? '']);
	return entries;
}

const TABLE: ReadonlyMap<string, string> = new Map([LATIN, CYRILLIC, GREEK, HEBREW, ARABIC, KANA].flatMap(readTable));

/** The syllable block is a number made of three digits (Unicode 3.12, Hangul syllable decomposition). */
function hangul(code: number): string {
	const index = code - HANGUL.from;
	const first = HANGUL_FIRST[Math.floor(index / (HANGUL.vowels * HANGUL.lasts))] ?? '';
	const vowel = HANGUL_VOWEL[Math.floor(index / HANGUL.lasts) % HANGUL.vowels] ?? '';
	const last = HANGUL_LAST[index % HANGUL.lasts] ?? '';
	return (first + vowel + last).replaceAll('.', '');
}

function letter(char: string): string {
	const known = TABLE.get(char);
	if (known !== undefined) return known;
	const code = char.codePointAt(0) ?? 0;
	if (code >= HANGUL.from && code <= HANGUL.to) return hangul(code);
	if (code >= 0x30a1 && code <= 0x30f6) return TABLE.get(String.fromCodePoint(code - HIRAGANA_OFFSET)) ?? char;
	return char;
}

/** Lower-case text in any script as far as possible in a-z: `Владимир` becomes `vladimir`; ideographs stay. */
export function transliterate(text: string): string {
	let out = '';
	for (const char of text) out += letter(char);
	return out;
}
