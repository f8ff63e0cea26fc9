/**
 * The words by which a category tells what it honours, in the languages that awards are named in. Texts are compared in
 * lower case and without marks, so that `Réalisation` is `realisation` here.
 */

/**
 * A pattern of whole words and phrases, separated by bars; `~` stands for any ending, line breaks for nothing.
 *
 * @example words`edit(ing|ors?) | costum~`
 */
function words({ raw: [text = ''] }: TemplateStringsArray): RegExp {
  const pattern = text
    .trim()
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(/\s*\|\s*/g, '|')
    .replaceAll('~', '\\p{L}*');
  return new RegExp(`(?<!\\p{L})(?:${pattern})(?!\\p{L})`, 'gu');
}

const musicOr = '(?:music(?:al)?|comedy|variety|drama|dance|opera)';

/** What has a word of another kind in it and says nothing: a section's name, a guild's, a genre's. */
export const neutral = words`
  (the )?directors?'?s? (fortnight|week|cut|guild) | giornate degli autori | quinzaine des (realisateurs|cineastes)
  | (writers|screen actors|art directors|casting)'? guild | editors?'?s? choice | golden camera | camera d'or
  | critics'? week | people'?s? choice | live[- ]action | action and adventure | action[/ -](adventure|thriller)
  | sound of music | (made|written|produced) (directly )?for (tv|television|the screen)
  | new directors | radio plays? | (single|multi)[- ]camera | storytelling
  | (golden|silver|bronze) stars?
  | (film|feature|work|movie) (of|by) an? ((debut(ing|ant)?|first[- ]time|new) )?director
`;

/** A kind of programme, not a skill: `variety, music or comedy special`, unless what follows is about music itself. */
export const genre = new RegExp(
  [
    `(?<!\\p{L})(?:best |outstanding )?${musicOr}(?:(?:,? (?:or|and) (?:a |an )?|, ?|/|-| )${musicOr})+(?!\\p{L})(?! (?:score|direct|compos|material))`,
    '(?<!\\p{L})music(?:al)? (?:(?:or|and|,|/) ?)?(?:films?|videos?|series|program(?:me)?s?|programming|specials?|shows?|movies?|pictures?|documentary|documentaries|festivals?|events?)(?!\\p{L})',
    '(?<!\\p{L})pictures?,? (?:- )?musical(?!\\p{L})',
  ].join('|'),
  'gu',
);

export const stronglySpecial = words`
  life achievement | lifetime | (career|life) achievement | body of work | humanitarian | hall of fame
  | honorary(?! (foreign|mention)) | scientific(?! (film|picture|documentary|program))~ | engineering award | award of merit | medal of commendation
  | tribute | in memoriam | technical achievement award | special \p{L}+ classification
`;

export const special = words`
  honou?rs? | honorary | honou?rable | honou?ree | hommage | homage | career | carriera | carriere | commendation
  | recommendation | mentions? | menzione speciale | mencion | lobende erwahnung | memorial
  | special( \p{L}+)? award | special (prize|achievement|citation|recognition|distinction|jury|merit|lion|contribution|honou?rs?)
  | jury'?s? special( prize)? | prix special | premio speciale | premio especial | spezialpreis
  | technical (grand )?prize | technician prize | medal of \p{L}+ | diploma | certificate of merit
  | ehren~ | cesar d'honneur | prix d'honneur | d'honneur | premio alla carriera | de honor
  | (founder|governor|president|trustee)s?'?s? award | fellowship | juvenile award | milestone award | icons?( award| of \p{L}+)? | genius award
  | legend | ambassador | hero award | palm dog~ | redeemer award | barry l\. bumstead award
  | cecil b\.? demille award | carol burnett award | thalberg | hersholt | sawyer award | bonner | phalke award
  | outstanding( (?!artistic|technical|individual|single)\p{L}+)? (merit|contribution) | (contribution|achievement)s? (to|in) (\p{L}+ )?(cinema|film)
  | glory to the filmmaker
`;

/** What hides a word for a person in it. */
export const compoundCraft = words`
  performance by (a|the) stunt ensemble | stunt (performance|ensemble|performers?) | casting( directors?)?
  | (art|artistic|music|musical|dance|sound|technical|action|stunt|lighting|fight|production)(/camerawork| and \p{L}+)? direct(ion|ors?|ing)
  | music( and lyrics)? written | songwrit(er|ers|ing) | dialogue (edit(or|ing)|mixing)
  | (score|scoring)[\p{L} ,/]* adaptation | adaptation score | music adaptation | title design | production manag~
  | edit(ing|orial|or|ors) | dire(ccion|cao) (de (arte|produc~)|artistica) | direction artistique | (voice|playback) singers? | (character|production|art|set|costume|sound|title|main title) design~
  | special photographic effects | special effects( camera~)? | sound effects | animation photography | character animat(ion|or|ors) | storyboard~
  | (scenes?|sets?) designer | art decoration
`;

export const person = words`
  act(or|ress|ors|resses|ors'|resses') | acting | perfor?mances? | performers? | ensembles? | cast
  | (fe)?male (lead|star|role|performance|debut|newcomer|hope|revelation)
  | (leads?|leading|supporting) (role|male|female|man|lady|player|performer) | best (fe)?male(?! [\p{L}#]) | roles?
  | newcomers? | new stars? | artist(e)?s?
  | (rising|shooting|breakthrough|upcoming|young|emerging) (stars?|talents?|performers?|filmmakers?|act)
  | revelation | debut(ing|ant)? (male|female|actor|actress|director|performance|star)
  | debut,? (- )?(male|female)
  | most promising(?! (film|feature|movie)) | discovery of the year | direct(or|ors|orial|ing|ion)
  | screenplays? | screenwrit(er|ers|ing) | scripts? | scriptwrit~ | scenario | teleplay
  | story(?! of the year) | storyline | writ(er|ers|ing) | written | authors? | dialog(ue)?s?
  | adaptation | adapted | cinematograph~ | directors? of photography | photography | (electronic )?camera[- ]?work
  | cameram[ae]n | camerawoman | film camera~ | best camera
  | comedians? | comedienne | villain | (comic|negative) role | hosts? | presenters? | anchors? | narrat(or|ors|ion) | voice[- ]?overs?
  | personality | entertainer | (tv|movie) stars? | stars? | jodi | couples? | duos? | chemistry
  | on-?screen (couple|pair|team) | screen (combo|couple) | (promising|popular) face
  | realisat(eur|rice|ion) | metteu(r|se) en scene | mise en scene | scenario | scenariste | photographie | meilleure image
  | interpretation | acteurs? | actrices? | espoirs?( (feminins?|masculins?))? | comedienn?e?s? | second role
  | regie~ | regisseur~ | drehbuch~ | kamera~ | bildgestaltung | darstell~ | (haupt|neben)(rolle|darsteller)~ | schauspiel~ | nachwuchs(darsteller|schauspiel)~
  | regia | regista | sceneggiatura | sceneggiatori? | fotografia | attor[ei] | attric[ei] | interpretazione | esordiente | esordio alla regia
  | direccion | realizacion | director[ae]s? | guion~ | interprete?s? | interpretacion | (co)?actuacion | revelacion | actriz
  | rezyseri[ae] | scenariusz | zdjecia | rol[ae] | aktor~ | odkrycie roku
  | bhabhi | behen | bhai | bahu | beti?a? | devrani | jethani | devar | nanad | maa | pita | pati | patni | saas~ | sasur~
  | rezie | scenar | kamera | here?c~ | ohjaus | kasikirjoitus | kuvaus | (nais|mies)?(paa|sivu)osa~
  | regi | regissor~ | instruktor~ | (huvud|hoved|bi)roll~ | manus~ | foto(graf)? | skuespill~ | skadespel~
  | argumento | realizacao | roteiro | ator | atriz | atuacao | direcao
  | volpi cup | coppa volpi | (marcello )?mastr(o|io)i?anno?i? award | premio (marcello )?mastroianni | someone to watch | truer than fiction | robert altman award
`;

export const craft = words`
  music~ | scor(e|es|ing) | songs? | soundtracks? | compos(er|ers|ition) | underscore | lyric(s|ist|ists)?
  | sing(er|ers|ing) | playback | sound~ | audio~ | recordists? | (re-?recording )?mix(ing|ers?) | design~
  | (set|interior) decorat~ | decor~ | art work | artwork | graphics? | titles? | main titles? | costum~ | wardrobe
  | make-?up | hair~ | prosthetic~ | (visual )?effects? | vfx | sfx | choreograph~ | dance | stunts?
  | best action$ | action (coordination|choreograph~) | fight choreograph~ | lighting | video (lighting|control|tape) | vtr
  | producers? | prop | props | electrician | poster | background | animators? | golden osella
  | colou?rist | colou?r grading
  | montage | monteu(r|se) | musique~ | decors? | costumes | effets | affiche | son | bruitage | maquillage | coiffure
  | schnitt | filmschnitt | musik~ | filmmusik | ton(gestaltung)? | (szenen|kostum|masken)bild | effekte | maske
  | montaggio | musich[ea] | colonna sonora | scenografi[ae] | costum[ie]~ | trucco | suono | sonoro | effetti
  | canzone | montatore | compositore | scenografo | truccatore | produttore
  | montaje | musica | cancion | sonido | vestuario | maquillaje | efectos | edicion | banda sonora | compositor | productor
  | montaz | muzyka | kostiumy | charakteryzacja | dzwiek
  | strih | hudba | zvuk | leikkaus | aani~ | lavastus | pukusuunnittelu | musiikki
  | klipp~ | kostym~ | scenografi | ljud~ | lyd~ | smink~
  | som | montagem | trilha sonora | figurino | maquiagem
`;

export const weakCraft = words`
  individuals? | individual achievements? | artistic (contribution|achievement)
  | technical (award|contribution|excellence|crew|achievement) | crafts?
`;
