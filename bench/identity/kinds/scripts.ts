import { birthDate, mistype, pick, zipf, type Kind, type Random } from './kind';

const RUSSIAN = {
	given:
		'Александр Сергей Дмитрий Андрей Алексей Михаил Иван Николай Владимир Евгений Юрий Павел Виктор Олег Игорь Анна Мария Елена Ольга Татьяна Наталья Ирина Светлана Екатерина Людмила Юлия Галина Анастасия Ксения Дарья'.split(
			' ',
		),
	family:
		'Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев Семёнов Егоров Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов Яковлев Григорьев Романов Воробьёв Сергеев Кузьмин Фролов Александров Дмитриев Королёв Гусев Киселёв Ильин Максимов Поляков Сорокин Виноградов Ковалёв Белов Медведев Антонов Тарасов Жуков Баранов Филиппов Комаров Давыдов Беляев Герасимов Богданов Осипов Сидоров Матвеев Титов Марков Миронов Крылов Куликов Карпов Власов Мельников Денисов Гаврилов Тихонов Казаков Афанасьев Данилов Савельев Тимофеев Фомин Чернов Абрамов Мартынов Ефимов Федотов Щербаков Назаров Калинин Исаев Чернышёв Быков Маслов Родионов Коновалов Лазарев Воронин Климов Филатов Пономарёв Голубев Кудрявцев Прохоров Наумов Потапов Журавлёв'.split(
			' ',
		),
	city: 'Москва Казань Самара Омск Челябинск Ростов Уфа Пермь Воронеж Саратов Тюмень Ижевск Барнаул Иркутск Хабаровск Ярославль Томск Оренбург Кемерово Рязань'.split(
		' ',
	),
};
const GREEK = {
	given:
		'Γιώργος Δημήτρης Κωνσταντίνος Ιωάννης Νικόλαος Παναγιώτης Χρήστος Βασίλης Αθανάσιος Μιχάλης Μαρία Ελένη Αικατερίνη Βασιλική Σοφία Αγγελική Γεωργία Χριστίνα'.split(
			' ',
		),
	family:
		'Παπαδόπουλος Βλάχος Αγγελόπουλος Νικολαΐδης Γεωργίου Πέτρου Δημητρίου Οικονόμου Παππάς Χατζής Μακρής Αντωνίου Ιωάννου Κωνσταντίνου Παπαγεωργίου Καραγιάννης Σταθόπουλος Θεοδωρίδης Ζαχαρίου Ξενάκης Φωτιάδης Ψαρράς Κυριακίδης'.split(
			' ',
		),
	city: 'Αθήνα Θεσσαλονίκη Πάτρα Ηράκλειο Λάρισα Βόλος Ιωάννινα Καβάλα'.split(' '),
};
/** Romanisations in use beside each other. */
const CYRILLIC: Readonly<Record<string, readonly string[]>> = {
	...single('абвгдезиклмнопрстуфыэ', 'abvgdeziklmnoprstufye'),
	ё: ['e', 'yo'],
	ж: ['zh', 'j'],
	й: ['y', 'i', 'j'],
	х: ['kh', 'h'],
	ц: ['ts', 'c'],
	ч: ['ch'],
	ш: ['sh'],
	щ: ['shch', 'sch'],
	ъ: [''],
	ь: ['', "'"],
	ю: ['yu', 'iu', 'ju'],
	я: ['ya', 'ia', 'ja'],
};
const HELLENIC: Readonly<Record<string, readonly string[]>> = {
	...single('αδεζικλνοπρστςυ', 'adeziklnoprstsy'),
	β: ['v'],
	γ: ['g', 'y'],
	η: ['i'],
	θ: ['th'],
	μ: ['m'],
	ξ: ['x', 'ks'],
	φ: ['f', 'ph'],
	χ: ['ch', 'h'],
	ψ: ['ps'],
	ω: ['o'],
};

function single(from: string, to: string): Record<string, readonly string[]> {
	return Object.fromEntries([...from].map((letter, k) => [letter, [to[k]!]]));
}

function romanised(random: Random, text: string): string {
	const plain = text.toLowerCase().replace(/[άέήίόύώΐϊϋΰ]/g, (letter) => letter.normalize('NFD').charAt(0));
	return [...plain].map((letter) => pick(random, CYRILLIC[letter] ?? HELLENIC[letter] ?? [letter])).join('');
}

function person(random: Random): string[] {
	const people = random() < 0.75 ? RUSSIAN : GREEK;
	return [
		people.given[zipf(random, people.given.length)]!,
		people.family[zipf(random, people.family.length)]!,
		birthDate(random, 1940, 2004),
		pick(random, people.city),
		random() < 0.3 ? '' : String(7_000_000_000 + Math.floor(random() * 999_999_999)),
	];
}

/** The same people in their own script and in Latin letters, romanised as anybody likes. */
export const scripts: Kind = {
	name: 'native script and romanised',
	columns: ['given_name', 'surname', 'birth_date', 'city', 'phone'],
	rows: 3000,
	duplicates: 0.3,
	least: 0.93,
	entities: (random) => [person(random)],
	again(random, known) {
		const copy = known.map((cell, c) =>
			random() < 0.08 ? '' : c > 1 && random() < 0.06 ? mistype(random, cell) : cell,
		);
		return random() < 0.7 ? copy.map((cell) => romanised(random, cell)) : copy;
	},
};
