"""Words for where something is said: events, writings, places, and what carries words through the air.

`HEADS` says which of them stand behind which preposition ("at a rally", "on Twitter", "in an interview").
"""

from __future__ import annotations

from onrecord.inflection import word_set

WRITTEN = word_set(
    "letter letters email emails e-mail e-mails memo memos memorandum note notes message messages text texts"
)
EVENTS = word_set(
    "interview interviews speech speeches address debate debates hearing hearings briefing briefings conference "
    "conferences call calls conversation conversations remarks testimony appearance appearances meeting meetings "
    "discussion session event events rally rallies summit forum hall townhall convention fundraiser fundraisers "
    "ceremony dinner luncheon lunch breakfast brunch reception gala gathering vigil protest march stop stops visit "
    "trip tour panel broadcast program programme show episode segment podcast ceremony funeral memorial service "
    "inauguration speeches roundtable q&a flight deposition trial sermon homily lecture presentation toast monologue "
    "sit-down exchange celebration commencement parade picnic festival symposium workshop caucus retreat barbecue fair"
)
WRITINGS = WRITTEN | word_set(
    "statement statements tweet tweets post posts posting op-ed column essay article editorial piece blog report "
    "filing filings affidavit lawsuit complaint book memoir autobiography release releases video videos clip ad "
    "advertisement recording brief transcript papers newsletter thread petition document documents announcement "
    "communique indictment opinion dissent ruling"
)
PLACES = word_set(
    "court courtroom courthouse parliament office headquarters church mosque synagogue school university college "
    "center centre theater theatre arena stadium gym airport hotel restaurant diner factory plant library museum park "
    "farm home house residence podium stage lectern pulpit balcony"
)
AIR = word_set(
    "twitter facebook instagram telegram youtube tiktok snapchat reddit linkedin weibo cnn abc cbs nbc msnbc fox pbs "
    "npr bbc c-span cnbc bloomberg television tv radio air camera website site blog page account feed show shows "
    "program programme podcast channel network trail stump stage floor steps media call episode tour tarmac broadcast"
)
HEADS = {
    "in": EVENTS | WRITINGS | word_set("court parliament office garden tv"),
    "during": EVENTS | WRITINGS,
    "at": EVENTS | PLACES,
    "on": AIR,
    "from": word_set("office headquarters podium stage lectern pulpit balcony residence floor prison jail"),
    "via": WRITINGS | AIR | word_set("phone telephone"),
    "over": word_set("phone telephone email e-mail text"),
    "by": word_set("phone telephone email e-mail text message"),
    "outside": PLACES,
    "inside": PLACES,
    "aboard": word_set("plane jet flight train bus ship ferry boat vessel yacht carrier warship"),
}
NAMED_PLACES = frozenset(
    ("the oval office", "the white house", "the kremlin", "the pentagon", "the united nations", "the capitol",
     "capitol hill", "the rose garden", "the situation room", "truth social", "the u.n.", "the elysee palace",
     "downing street", "air force one", "air force two", "congress", "parliament", "the senate", "the house",
     "the house of commons", "the house of lords", "the bundestag", "the knesset", "the vatican", "social media"),
)  # fmt: skip
NO_ARTICLE = word_set(
    "court parliament television tv radio air camera stage phone telephone email e-mail text twitter facebook "
    "instagram telegram youtube tiktok snapchat reddit linkedin weibo cnn abc cbs nbc msnbc fox pbs npr bbc c-span "
    "cnbc bloomberg media remarks testimony church school"
)
PLURALS = word_set(
    "interviews speeches tweets statements posts emails e-mails messages documents papers filings calls texts"
)
