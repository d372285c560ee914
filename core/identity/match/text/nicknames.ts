/** Short and foreign forms of given names; a name may stand in several lines (`alex`). Names only, from common knowledge. */
const FORMS = `
abigail abby gail|abraham abe bram|albert al bert bertie|alexander alex al alec sandy sasha aleksandr alejandro alessandro sascha xander iskander|alexandra alex sandra sandy lexi sasha aleksandra alessandra
alfred alf fred freddie|alison ali allie|amanda mandy|andrew andy drew andreas andre andrej andrei andres|angela angie|ann anna anne annie nancy anya ana anita annika|anthony tony antonio anton antoine ant
arthur art artie|barbara barb babs bobbie|beatrice bea trixie|benjamin ben benny benji|bernard bernie bernd bernhard|bridget biddy bridie|caroline carol carrie caro karoline|catherine cathy kate katie kathy katherine kathryn katharine katharina katrin katja ekaterina catalina kay kitty cat kathleen karen
charles charlie chuck chas carl karl carlos carlo karel|charlotte lottie charlie lotte|christina chris tina christine kristina kristin christa|christopher chris kit topher kristof|christian chris|clifford cliff|clement clem|cynthia cindy|daniel dan danny dani daniil|david dave davy dawid davide|deborah deb debbie debra
dennis denny|diana di|donald don donnie|dorothy dot dottie dolly dora|douglas doug|edmund ed ned eddie|edward ed eddie ted ned teddy eduard eduardo edgar|eleanor ellie nell nellie nora eleonora|elizabeth liz lizzie beth betty eliza elsie bess bessie libby lisa elisabeth elsa betsy elisabetta isabel liza|ellen nell nellie helen
emily em emmy millie|emma em emmy|eugene gene evgeny yevgeny evgenii|florence flo florrie|frances fran fanny francesca franziska|francis frank fran francisco francesco franz francois|frederick fred freddie freddy friedrich fritz federico|gabriel gabe|gabrielle gabby|geoffrey geoff jeff jeffrey|george georgie georg jorge giorgio juri yuri georgios|gerald gerry jerry gerhard gerd|gertrude gertie trudy|gregory greg gregor grigory|gunther gunter|harold harry hal|harriet hattie|helen nell nellie lena helena elena helene|henry harry hank hal heinrich heinz enrique enrico henri hendrik
herbert bert herb|hubert bert|hugh hughie hugo|ignatius iggy|isaac ike izzy|isabella bella izzy isabel isobel|jacob jake jakob jacques|jacqueline jackie|james jim jimmy jamie jem jaime|jane janie jenny janet jean|janet jan|jasmine jas|jennifer jen jenny jennie|jessica jess jessie|joan joanie|joanna jo joanne|john jack johnny jon johann johannes hans juan jean ivan giovanni johan jan ian sean ioannis yohanan|jonathan jon jonny|joseph joe joey jose josef giuseppe jo sepp yusuf iosif|josephine jo josie
joshua josh|judith judy|julia julie jules|julian jules|katrina trina|kenneth ken kenny|kimberly kim|konstantin kostya|lawrence larry lawrie laurence lorenz lorenzo|leonard len lenny leo|leslie les|lewis lou louis ludwig luis luigi|lillian lily lil|louise lou louisa luise|lucy lucia lucie|ludmila lyudmila|madeleine maddie madeline magdalena|manfred manni|margaret maggie meg peggy margie marge daisy greta rita margarete margarita marguerite margareta gretchen madge
maria mary marie mia|marjorie marge margie|mark marc marcus markus marco marek|martha mattie patty|martin marty|mary molly polly may mamie maria marie mariya|matilda tilly tilda|matthew matt matty matthias mateo matteo matthieu|maurice morris moritz|maxwell max maximilian maxim|melanie mel|melissa mel|michael mike mick micky mickey michel miguel mikhail michele mikael michal mischa|mildred millie|mohammed mohammad muhammad mohamed mohamad muhammed mo|nathaniel nat nate nathan|nicholas nick nicky nico nikolaus klaus nikolai nicolas niklas nikolay|nicole nicky nikki|olivia liv livvy|oliver ollie|oscar oskar|pamela pam
patricia pat patsy patty trish tricia|patrick pat paddy patricio|paul pablo paolo pavel paulo pauly|pauline paula|penelope penny|peter pete pedro pietro pierre petr piotr pyotr|philip phil filip felipe philippe filippo|phyllis phyl|priscilla cilla|rachel rae|raymond ray|rebecca becky becca|reginald reg reggie|richard dick rick ricky rich richie ricardo riccardo|robert bob bobby rob robbie bert roberto rupert|rodney rod|roger rodger|ronald ron ronnie|rosemary rose rosie|rose rosie rosa|rudolf rudi rodolfo|samuel sam sammy|samantha sam|sarah sally sadie sara|sebastian seb bastian|sergei sergey serge sergio sergiy|sidney sid|sophia sophie sofia sofie|stanley stan|stephanie steph|stephen steve steven stevie stefan stefano esteban stephan etienne
susan sue susie suzy suzanne susanna susanne|teresa terry tess tessa theresa therese|terence terry|theodore ted teddy theo theodor fyodor fedor|thomas tom tommy tomas tommaso|timothy tim timmy|tobias toby|ulrich uli|ursula uschi|valentina valya|valerie val|veronica ronnie vera|victor vic viktor|victoria vicky tori vic viktoria|vincent vince vin vinnie vincenzo|virginia ginny|vladimir volodymyr vova wladimir uladzimir|walter wally walt|wilfred wilf fred|wilhelm willi william|wilhelmina mina minnie|william bill billy will willie liam guillermo willem wilhelm guillaume|winifred winnie fred|wolfgang wolf|yvonne eve|zachary zach zack
`;

const GROUPS_OF: ReadonlyMap<string, readonly number[]> = readForms();

function readForms(): Map<string, number[]> {
	const groups = new Map<string, number[]>();
	FORMS.trim()
		.split(/[|\n]/)
		.forEach((line, group) => {
			for (const name of line.split(' ')) groups.set(name, [...(groups.get(name) ?? []), group]);
		});
	return groups;
}

/** The groups of given names that `name` may be a form of: `bob` and `robert` share one. */
export function nameForms(name: string): readonly number[] {
	return GROUPS_OF.get(name) ?? [];
}

/** Whether two different names may be forms of one. */
export function shareForm(a: string, b: string): boolean {
	const groups = GROUPS_OF.get(a);
	return groups !== undefined && (GROUPS_OF.get(b)?.some((group) => groups.includes(group)) ?? false);
}
