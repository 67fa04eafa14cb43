"""What a description's head noun tells: "senator" is a person, "ministry" an organization, "poll" a document."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from onrecord.inflection import word_set
from onrecord.people.nations import DEMONYMS
from onrecord.people.tables import pairs

NounKind = Literal["person", "organization", "group", "document"]

PERSON = word_set(
    """
    academic accountant activist actor actress administrator admiral adviser advisor advocate agent aide ally ambassador
    analyst anchor announcer applicant archbishop architect artist aspirant assemblyman assemblywoman assistant
    associate astronaut athlete attorney auditor author ayatollah backer banker baron baroness barrister billionaire
    biographer biologist bishop blogger boss boxer boy boyfriend broadcaster broker brother builder businessman
    businesswoman bystander campaigner candidate captain cardinal caretaker caller cashier celebrity ceo cfo chair
    chairman chairperson chairwoman challenger champion chancellor chaplain chef chemist chief child citizen civilian
    clergyman cleric clerk client climatologist coach coauthor co-author co-chair co-founder cofounder colleague
    collector colonel columnist comedian comedienne commander commentator commissioner communist composer conductor
    congressman congresswoman congressperson conservative constable consul consultant consumer contractor convict cook
    coordinator coroner correspondent councillor councilman councilor councilwoman counsel counsellor counselor
    counterpart courtier cousin creator criminologist critic crusader curator customer cyclist dad dancer daughter
    dealer dean defector defendant defender delegate democrat demographer demonstrator deputy designer detainee
    detective developer diplomat director dissident doctor donor driver drummer duchess duke economist editor educator
    elder electrician emir emperor employee employer engineer entertainer entrepreneur environmentalist envoy ethicist
    evangelical evangelist examiner executive exile ex-husband ex-president ex-wife expert explorer eyewitness farmer
    father-in-law father fellow feminist fiance fiancee fighter figure filmmaker financier firefighter fisherman foe
    footballer forecaster foreigner founder friend front-runner frontrunner fugitive gardener general geologist
    geographer girl girlfriend goalkeeper governor graduate grandfather grandmother grandson granddaughter guest guide
    gunman hacker head heir hero historian homeowner host hostess hunter husband imam immigrant incumbent industrialist
    insider inspector instructor insurgent intellectual intern interpreter interviewer investigator investor jailer
    journalist judge jurist juror justice keeper kidnapper killer king laborer lady landlord lawmaker lawyer leader
    lecturer legislator liar liberal librarian libertarian lieutenant linguist lobbyist lord magistrate magnate mechanic
    man manager marine marshal mastermind mathematician mayor mechanic mediator member mentor merchant meteorologist
    midwife migrant militant millionaire minister missionary moderator mogul mom monarch monk mother mother-in-law
    mourner mp muslim musician nationalist native negotiator neighbor neighbour nephew newcomer newsman niece nominee
    nun nurse nutritionist observer offender officer official officeholder onlooker operative operator opponent
    organiser organizer orphan owner painter parent parliamentarian participant partner passenger passerby pastor
    patient patriarch pediatrician pensioner performer person philanthropist philosopher photographer physician
    physicist pilot pioneer plaintiff planner player playwright poet policeman policewoman politician pollster pontiff
    pope populist predecessor premier presenter president president-elect priest prime-minister prince princess
    principal prisoner producer professional professor programmer prosecutor protagonist protester protestor provost
    psychiatrist psychologist publicist publisher queen rabbi radical rapper reader realtor rebel receptionist recruiter
    refugee registrar regulator relative reporter representative republican rescuer researcher resident respondent
    retailer retiree reverend reviewer rioter rival ruler runner sailor salesman scholar scientist screenwriter
    secretary secretary-general senator sergeant servant sheik sheikh sheriff shopkeeper shopper shooter sibling singer
    sister skeptic socialist sociologist soldier son son-in-law daughter-in-law songwriter speaker specialist spectator
    speechwriter spokesman spokesperson spokeswoman spouse staffer star statesman strategist striker student successor
    suitor sultan superintendent superstar supervisor supporter surgeon surrogate survivor suspect teacher teammate
    technician teenager tenant terrorist theologian theorist therapist tory tourist trader trainer translator traveler
    traveller treasurer trooper trustee tsar tutor tycoon umpire uncle aunt undersecretary user veteran vicar
    vice-president victim villager violinist visitor voice volunteer voter waiter waitress warden watcher whistleblower
    whistle-blower widow widower wife winner witness woman worker writer youngster youth zealot superintendant treasurer
    ombudsman weatherman signatory attendee devotee interviewee appointee nominee-elect governor-elect senator-elect
    premier-elect strongman kingpin contender hopeful regent viceroy spymaster solicitor vice-chair vice-chairman
    vice-chancellor vice-premier ringleader loyalist hardliner hard-liner moderate centrist progressive leftist rightist
    extremist jihadist separatist unionist royalist monarchist economist pundit guru futurist activist-turned-politician
    newspaperman ranger rancher trucker deputy-general whip signer caregiver breadwinner landowner oligarch narrator
    buyer seller renter commuter bidder reformer drafter sponsor co-sponsor informant source tipster mother-of-two
    mother-of-three father-of-two father-of-three watchman mep
    anthropologist archaeologist archivist astronomer barman bartender batsman biochemist bookkeeper botanist bridesmaid
    cardiologist cellist choreographer classmate cleaner conservationist courier crewman crewmember deckhand decorator
    dentist dockworker epidemiologist ex-boyfriend ex-girlfriend ex-partner farmhand fiancé fiancée fireman fishmonger
    flatmate florist gamekeeper goaltender godfather godmother golfer grandparent great-grandfather great-grandmother
    grocer groundsman guitarist gymnast hairdresser half-brother half-sister handyman headmaster headmistress
    headteacher herder hotelier housekeeper housemate illustrator immunologist innkeeper janitor jeweller jockey
    labourer lifeguard linebacker lorry-driver machinist midfielder milkman mountaineer nanny neurologist novelist
    oncologist optician paramedic pathologist pharmacist physiotherapist pianist pitcher plumber postman postmaster
    psychoanalyst publican pupil quarterback referee responder roommate rower saleswoman schoolboy schoolgirl
    schoolteacher sculptor seamstress singer-songwriter skater skier smuggler snowboarder sprinter stationmaster
    statistician stepdaughter stepfather stepmother stepson stewardess stockbroker stonemason subpostmaster swimmer
    technologist trapper typist undertaker veterinarian virologist welder wrestler yachtsman
    """
)

ORGANIZATION = word_set(
    """
    academy administration affiliate agency airline alliance army arm assembly association authority automaker bank
    board bloc body branch broadcaster brotherhood bureau business cabinet campaign carmaker cartel center centre
    chamber channel charity church city club coalition college commission committee community company confederation
    conference conglomerate congress consortium consulate cooperative corporation council country county court daily
    delegation department diocese district duma economy embassy emirate enterprise establishment executive-branch
    faction faculty federation firm fleet force foundation franchise front fund gang government governorate group
    grouping guard guild headquarters hospital house household industry institute institution insurer judiciary junta
    kingdom laboratory lab league legislature lender lobby magazine maker manufacturer mayoralty media-group militia
    military ministry mission monarchy mosque movement municipality museum nation nato navy network newspaper ngo
    nonprofit non-profit office operation opposition-party orchestra organisation organization outfit outlet panel paper
    parish parliament party platform police-department politburo portal prefecture presidency publisher province
    publication regime registry regulator republic retailer school secretariat senate service society squad start-up
    startup state station store studio subcommittee subsidiary summit supplier syndicate taskforce task-force team
    television tabloid think-tank thinktank tank town treasury tribunal tv union university unit utility vatican village
    watchdog website website-owner weekly wing superpac pac superpower nonprofit academy chain brand bourse exchange
    airport pharmacy police theater theatre zoo choir caucus convention directorate inspectorate legion monastery
    seminary synod battalion brigade regiment leadership management command archdiocese presidium state-department
    ombudsman-office post-office
    """
)

DOCUMENT = word_set(
    """
    account ad advertisement advisory affidavit agenda agreement amendment analysis announcement article assessment
    audio ballot banner bill biography blog blueprint book briefing broadcast brochure bulletin cable calculation
    caption card cartoon census chapter charter charge-sheet chart column comment commentary communique communiqué
    complaint constitution contract convention-text copy correspondence coverage credo data database deal declaration
    decree diary dictionary directive disclosure dispatch document documentary dossier draft edict editorial e-mail
    email entry essay estimate evidence examination exit-poll fact-check factsheet fax figure filing film finding flier
    flyer footage forecast form graffiti graph guide guideline guidance headline history image index indictment
    indicator information injunction inscription interview invitation invoice issue journal judgment judgement law
    lawsuit leaflet legislation letter licence license list literature log magazine-article manifesto manual manuscript
    map measure media-report memo memoir memorandum message minute minutes monologue motion note notice notification
    novel obituary op-ed opinion order ordinance pact pamphlet paper paragraph passage petition photo photograph picture
    piece pitch placard plan plaque play poem policy poll post postcard poster posting presentation press-release
    proclamation profile prognosis projection proposal proposition prospectus protocol provision publication quote
    readout read-out receipt record recording referendum regulation release report research resolution result review
    rule ruling satire schedule screenshot script scripture sentence series sheet show sign slogan song speech spot
    statement statistic statistics statute story study subpoena summary summons survey telegram tape term test text
    testimony tally tendency thread title toll transcript translation transmission treaty trial-balloon tweet update
    verdict version video vote warning warrant webpage web-page will worksheet writing writings t-shirt shirt sticker
    billboard coin evidence experiment model measurement number numbers stats trend
    """
)

# Nouns of people that companies are called by, too.
FIRMS = word_set("operator owner maker builder supplier lender insurer producer")

# Last words of the names of companies: what they are in law, and what they do.
LEGAL_FORMS = word_set("co corp inc ltd plc llc llp lp ag sa nv gmbh spa ab company corporation incorporated limited")
TRADES = word_set(
    """
    aerospace airlines airways capital chemical chemicals electric energy entertainment financial foods gas holdings
    industries insurance investments labs media minerals mining motor motors oil partners petroleum pharma
    pharmaceuticals power railways resources securities semiconductor shipping software solutions steel systems
    technologies telecom ventures
    """
)

# Last words of the names of newspapers and the like.
PRESS = word_set(
    """
    post times journal herald tribune globe guardian telegraph mail news star examiner chronicle observer
    """
)

COLLECTIVE = word_set(
    """
    all any anybody anyone audience both children couple crew crowd each either electorate everybody everyone everything
    few folk folks hundreds thousands millions dozens scores tens faithful family feds gop half jury lot lots majority
    management many media men minority mob most neither nobody none no-one one ones opposition other others pair people
    personnel populace population press public several side some somebody someone staff such team those these trio troop
    troops two three four five six seven eight nine ten twelve women wife-and-husband youth you public-opinion clergy
    elite elites poor rich left right young elderly generation percent percentage mankind humanity world base consensus
    insiders experts nationals commentariat intelligentsia leadership more fewer less third thirds quarter quarters
    fifth minority plurality
    """
)

IRREGULAR = pairs(
    """
    men: man; women: woman; people: person; children: child; wives: wife; businessmen: businessman; congressmen:
    congressman; spokesmen: spokesman; policemen: policeman; gunmen: gunman; media: medium; spokeswomen:
    spokeswoman; chiefs: chief; countrymen: countryman; lawmen: lawman; servicemen: serviceman; attorneys-general:
    attorney; sons-in-law: son-in-law; passersby: passerby; clergymen: clergyman; mps: mp; meps: mep
    """
)

MALE = word_set(
    """
    actor brother businessman chairman congressman councilman dad duke emperor father father-in-law fiance gentleman
    grandfather grandson gunman husband king lord man monk mogul nephew pope pontiff policeman priest prince salesman
    son son-in-law spokesman statesman sultan uncle boy boyfriend assemblyman alderman imam ayatollah cardinal
    archbishop fisherman clergyman cleric widower ex-husband strongman fireman weatherman newsman tsar emir sheikh
    """
)
FEMALE = word_set(
    """
    actress assemblywoman aunt baroness businesswoman chairwoman congresswoman councilwoman daughter daughter-in-law
    duchess empress fiancee girl girlfriend grandmother granddaughter hostess lady midwife mom mother mother-in-law
    niece nun policewoman princess queen sister spokeswoman waitress widow wife woman ex-wife stateswoman
    """
)


def is_firm(name: str) -> bool:
    """Is a name, folded, a company's that is called by its first word: "norcross chemical", "halvard energy plc"?"""
    words = name.split()
    return len(words) > 1 and (words[-1] in LEGAL_FORMS or (len(words) == 2 and words[1] in TRADES))


@lru_cache(maxsize=16384)
def singular(noun: str) -> str:
    """The noun in the singular, by its ending; itself where it is not a plural."""
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    if noun.endswith("men") and (one := f"{noun[:-3]}man") in PERSON:
        return one
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes", "zes")):
        return noun[:-2]
    if noun.endswith("is") and noun[:-1] in DEMONYMS:
        return noun[:-1]  # Israelis
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is", "'s", "’s")) and len(noun) > 3:
        return noun[:-1]
    return noun


@lru_cache(maxsize=16384)
def is_plural(noun: str) -> bool:
    """Does this noun, in lower case, stand for several?"""
    return noun in COLLECTIVE or singular(noun) != noun


@lru_cache(maxsize=16384)
def noun_kind(noun: str) -> NounKind | None:
    """What a head noun stands for, in lower case; None where the table does not tell."""
    one = singular(noun)
    if noun in COLLECTIVE and not (one in PERSON and one == noun):
        return "group"
    if one != noun:
        return _plural_kind(one)
    for kind, nouns in _TABLE:
        if noun in nouns:
            return kind
    if one.endswith("ologist"):
        return "person"
    tail = noun.rpartition("-")[2]
    return noun_kind(tail) if tail != noun else None


def _plural_kind(one: str) -> NounKind | None:
    if one in PERSON or one in ORGANIZATION or one.endswith("ologist"):
        return "group"
    if one in COLLECTIVE:
        return "group"
    return "document" if one in DOCUMENT else None


_TABLE: tuple[tuple[NounKind, frozenset[str]], ...] = (
    ("person", PERSON),
    ("organization", ORGANIZATION),
    ("document", DOCUMENT),
)
