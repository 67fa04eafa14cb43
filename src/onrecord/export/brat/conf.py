"""How brat shows what the files hold: annotation.conf and visual.conf of a folder."""

from __future__ import annotations

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
STATUSES = ("occurred", "ongoing", "planned", "possible", "demanded", "denied")
WHO = "Person|Organization|Group|Document|Place|Participant"
_ARGUMENTS = f"Actor*:{WHO}, Recipient*:{WHO}, Date?:Time, Place?:Place, Voucher?:Content"

ANNOTATION_CONF = f"""\
[entities]
Source
Cue
Content
Rejected
Person
Organization
Group
Document
Place
Participant
Time

[relations]
CuedBy\tArg1:Content, Arg2:Cue
SaidBy\tArg1:Cue|Content, Arg2:Source
Equiv\tArg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive
<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>

[events]
{"".join(f"{kind}{chr(9)}{_ARGUMENTS}{chr(10)}" for kind in TYPES)}
[attributes]
Kind\tArg:Content, Value:direct|mixed|indirect
Status\tArg:<EVENT>, Value:{"|".join(STATUSES)}
"""
VISUAL_CONF = f"""\
[labels]

[drawing]
SPAN_DEFAULT\tfgColor:black, bgColor:lightgray, borderColor:darken
ARC_DEFAULT\tcolor:black, arrowHead:triangle-5
Source\tbgColor:#9ec9f5
Cue\tbgColor:#ffc08a
Content\tbgColor:#f6e7a8
Rejected\tbgColor:#f0c4c4
Participant\tbgColor:#e6e6f2
Time\tbgColor:#cfe8cf
{"".join(f"{kind}{chr(9)}bgColor:#e3c3ec{chr(10)}" for kind in TYPES)}\
CuedBy\tcolor:#b04a00
SaidBy\tcolor:#0b57a4
ATTRIBUTE_DEFAULT\tglyph:*
Kind\tglyph:direct|D|mixed|M|indirect|I
"""
