import { birthDate, mistype, pick, zipf, type Kind, type Random } from './kind';

const GIVEN =
	'Jürgen Hans-Jürgen Günther Käthe Björn Sören Jörg Götz Rüdiger Jannik Lukas Leon Finn Emma Mia Hannah Anna-Lena Lena Sophie Marie Ursula Renate Ingrid Karin Monika Petra Sabine Andrea Claudia Susanne Stefan Andreas Thomas Michael Wolfgang Klaus Dieter Manfred Uwe Helmut Gerhard Karl-Heinz Heinrich Friedrich Wilhelm Johann Matthias Tobias Sebastian Jens Ulrich Margarete Elisabeth Katharina'.split(
		' ',
	);
const FAMILY =
	'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Schulte Dietrich Ziegler Kuhn Kühn Pohl Engel Horn Busch Bergmann Thomas Voigt Sauer Arnold Wolff Pfeiffer'.split(
		' ',
	);
const STREETS =
	'Hauptstraße Schulstraße Gartenstraße Bahnhofstraße Dorfstraße Bergstraße Birkenweg Lindenstraße Kirchstraße Waldstraße Ringstraße Schillerstraße Goethestraße Jahnstraße Mühlenweg Rosenweg Am_Anger Königstraße Brückenstraße Blumenstraße'.split(
		' ',
	);
const STARTS = 'Ober Unter Neu Alt Groß Klein Wald Berg Linden Eich'.split(' ');
const ENDS = 'heim dorf stadt hausen bach feld kirchen brück müden höfen'.split(' ');

function person(random: Random): string[] {
	const rank = zipf(random, FAMILY.length * 4);
	const family = rank < FAMILY.length ? FAMILY[rank]! : `${FAMILY[rank % FAMILY.length]!}-${pick(random, FAMILY)}`;
	return [
		GIVEN[zipf(random, GIVEN.length)]!,
		family,
		birthDate(random, 1935, 2005).split('-').reverse().join('.'),
		`${pick(random, STREETS).replace('_', ' ')} ${1 + Math.floor(random() * 120)}`,
		String(10_000 + Math.floor(random() * 900) * 97),
		pick(random, STARTS) + pick(random, ENDS),
	];
}

const WAYS: ReadonlyArray<(text: string) => string> = [
	(text) => text,
	(text) => text.replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue').replace(/Ö/g, 'Oe').replace(/ß/g, 'ss'),
	(text) => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/ß/g, 'ss'),
	(text) => text.toUpperCase(),
];

/** Umlauts written three ways, `Str.`, double names cut, typing errors. */
export const german: Kind = {
	name: 'German names',
	columns: ['vorname', 'nachname', 'geburtsdatum', 'strasse', 'plz', 'ort'],
	rows: 4000,
	duplicates: 0.25,
	least: 0.95,
	entities: (random) => [person(random)],
	again(random, known) {
		const way = pick(random, WAYS);
		const copy = known.map((cell) => {
			const written = random() < 0.08 ? mistype(random, cell) : cell;
			return random() < 0.08 ? '' : way(written);
		});
		if (random() < 0.4) copy[3] = copy[3]!.replace(/stra(ß|ss)e/i, random() < 0.5 ? 'str.' : ' Str');
		if (random() < 0.2) copy[1] = copy[1]!.split('-')[0]!;
		if (random() < 0.2) copy[0] = copy[0]!.split('-')[0]!;
		if (random() < 0.05) copy[1] = pick(random, FAMILY);
		if (random() < 0.05) [copy[0], copy[1]] = [copy[1]!, copy[0]!];
		if (random() < 0.1) [copy[3], copy[4], copy[5]] = person(random).slice(3) as [string, string, string];
		return copy;
	},
};
