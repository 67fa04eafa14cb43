"""Words that stand before names without being part of them, and the several ways in which one thing is written."""

from __future__ import annotations

from onrecord.inflection import word_set
from onrecord.people.nations import DEMONYMS
from onrecord.people.tables import pairs

MALE_TITLES = word_set("brother chairman congressman councilman father imam king lord mister mr pope prince sir")
FEMALE_TITLES = word_set(
    "chairwoman congresswoman councilwoman dame lady madam madame miss mme mrs ms princess queen sister"
)
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | word_set(
        """
        acting adm admiral agent ambassador ambassadors archbishop attorney ayatollah baron baroness bishop brigadier
        capt captain cardinal chancellor chief cllr cmdr coach col colonel commander commissioner comrade corporal
        councillor councilor cpl democrat deputy detective doctor dr emir emperor ex-president former gen generals gov
        governor governors govs hon honorable judge justice late lieutenant lt maj major maulana mayor minister
        ministers msgr mullah officer pastor premier pres president president-elect presidents prime prof professor pvt
        rabbi rep representative representatives reps republican rev reverend sayyid secretary sen senator senators
        sens sergeant sgt sheik sheikh sheriff speaker sultan undersecretary vice viscount viscountess
        """
    )
)
GENERATIONS = word_set("ii iii iv jr sr")  # parts of a name; the other suffixes are none
SUFFIXES = GENERATIONS | word_set("cbe esq kc mbe md mep mla mp msp obe phd qc td")
PARTICLES = word_set(
    """
    abd abu af al av ben bin bint da das de del della den der di dos du e el ibn la le lo st ten ter ul ur van von y
    zu zur
    """
)

_NICKNAMES = """
abigail abby; abraham abe; albert al bert; alexander alex sandy sasha; alexandra alex sandra; alfred al fred; andrew
andy drew; anthony tony; antonio tony; barbara barb; benjamin ben benny; bernard bernie; bradley brad; calvin cal;
catherine cathy kate cate; charles charlie chuck chas; christina chris tina; christine chris; christopher chris kit;
clifford cliff; cynthia cindy; daniel dan danny; david dave; deborah deb debbie; dennis denny; donald don donnie;
dorothy dot; douglas doug; edward ed eddie ted ned; elizabeth liz beth betsy betty eliza lizzie; eugene gene;
frances fran; francis frank; franklin frank; frederick fred freddie; gabriel gabe; geoffrey geoff; gerald gerry
jerry; gregory greg; harold hal harry; henry hank harry; herbert herb; hillary hill; jacob jake; jacqueline jackie;
james jim jimmy jamie; jeffrey jeff; jennifer jen jenny; jeremy jerry; jessica jess; john jack johnny; jonathan jon;
joseph joe joey; joshua josh; judith judy; katherine kate kathy katie kathryn; kathleen kathy kate; kenneth ken
kenny; kimberly kim; lawrence larry; leonard len lenny leo; leslie les; louis lou; madeleine maddy; margaret maggie
meg peggy; martin marty; matthew matt; michael mike mick mickey; mikhail misha; mitchell mitch; mohammad mohammed
mohamed muhammad; nathaniel nate; nathan nate; nicholas nick nicky; patricia pat patty trish; patrick pat paddy;
pamela pam; peter pete; philip phil; phillip phil; randolph randy; raymond ray; rebecca becky; reginald reggie;
richard rick rich dick ricky; robert bob rob bobby robbie; rodney rod; ronald ron ronnie; russell russ; rudolph
rudy; samuel sam; samantha sam; stanley stan; stephen steve; steven steve; susan sue susie; terrence terry; theodore
ted teddy; theresa terry tess; thomas tom tommy; timothy tim; valerie val; victor vic; victoria vicky; vincent vince
vinny; virginia ginny; walter walt; wesley wes; william bill will billy willie; zachary zach; aleksandr alexander
sasha; aleksei alexei alexey; sergei sergey; yevgeny evgeny; vladimir volodymyr; dmitri dmitry; yuri yury; binyamin
benjamin; hussein hossein; ahmad ahmed
"""


def _nicknames() -> dict[str, frozenset[str]]:
    """A given name → all names that are forms of it, itself among them."""
    found: dict[str, frozenset[str]] = {}
    for line in _NICKNAMES.split(";"):
        for name in line.split():
            found[name] = found.get(name, frozenset()) | word_set(line)
    return found


NICKNAMES = _nicknames()

# Abbreviations of states → their names, folded.
STATES = pairs(
    """
    ala: alabama; ariz: arizona; ark: arkansas; calif: california; colo: colorado; conn: connecticut; del: delaware;
    fla: florida; ga: georgia; ill: illinois; ind: indiana; kan: kansas; ky: kentucky; la: louisiana; md: maryland;
    mass: massachusetts; mich: michigan; minn: minnesota; miss: mississippi; mo: missouri; mont: montana; neb:
    nebraska; nev: nevada; nh: new hampshire; nj: new jersey; nm: new mexico; ny: new york; nc: north carolina; nd:
    north dakota; okla: oklahoma; ore: oregon; pa: pennsylvania; ri: rhode island; sc: south carolina; sd: south
    dakota; tenn: tennessee; tex: texas; tx: texas; vt: vermont; va: virginia; wash: washington; wva: west virginia;
    wis: wisconsin; wyo: wyoming; ca: california; fl: florida; oh: ohio; mi: michigan; az: arizona; co: colorado;
    wi: wisconsin; mn: minnesota; il: illinois; in: indiana; ma: massachusetts; me: maine; ct: connecticut; al:
    alabama; ak: alaska; ar: arkansas; de: delaware; hi: hawaii; ia: iowa; id: idaho; ks: kansas; ms: mississippi;
    mt: montana; ne: nebraska; nv: nevada; ok: oklahoma; or: oregon; tn: tennessee; ut: utah; wv: west virginia; wy:
    wyoming
    """
)

# Title abbreviations and party names → the word they stand for, so that "the GOP senator" meets "Sen. Jane Roe, R-Vt.".
SAME_WORD = DEMONYMS | pairs(
    """
    sen: senator; rep: representative; congressman: representative; congresswoman: representative; gov: governor;
    gen: general; lt: lieutenant; prof: professor; dr: doctor; rev: reverend; gop: republican; republicans:
    republican; democratic: democrat; democrats: democrat; dem: democrat; adviser: advisor; america: us; u.s: us;
    u.s.: us; united: us; adm: admiral; col: colonel; capt: captain; ex: former; ex-president: president; then:
    former; premier: minister; spokeswoman: spokesman; spokesperson: spokesman; chairwoman: chairman; chair:
    chairman; pontiff: pope; frontrunner: front-runner; physician: doctor; attorney: lawyer
    """
)
