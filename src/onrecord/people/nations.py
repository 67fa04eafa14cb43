"""Countries, their capitals, and the adjectives of their peoples, folded (see names.fold)."""

from __future__ import annotations

from onrecord.inflection import word_set
from onrecord.people.tables import pairs, phrases

# A people's adjective → the word by which it and its country's name are compared.
DEMONYMS = pairs(
    """
    afghan: afghanistan; albanian: albania; algerian: algeria; american: us; angolan: angola; argentine: argentina;
    argentinian: argentina; armenian: armenia; australian: australia; austrian: austria; azerbaijani: azerbaijan;
    bahraini: bahrain; bangladeshi: bangladesh; belarusian: belarus; belgian: belgium; bolivian: bolivia; bosnian:
    bosnia; brazilian: brazil; british: britain; bulgarian: bulgaria; burmese: myanmar; burundian: burundi;
    cambodian: cambodia; canadian: canada; chadian: chad; chilean: chile; chinese: china; colombian: colombia;
    congolese: congo; croatian: croatia; cuban: cuba; cypriot: cyprus; czech: czechia; danish: denmark; dominican:
    dominica; dutch: netherlands; ecuadorian: ecuador; egyptian: egypt; emirati: emirates; english: england;
    eritrean: eritrea; estonian: estonia; ethiopian: ethiopia; european: europe; filipino: philippines; finnish:
    finland; french: france; georgian: georgia; german: germany; ghanaian: ghana; greek: greece; guatemalan:
    guatemala; haitian: haiti; honduran: honduras; hungarian: hungary; icelandic: iceland; indian: india;
    indonesian: indonesia; iranian: iran; iraqi: iraq; irish: ireland; israeli: israel; italian: italy; ivorian:
    ivory; jamaican: jamaica; japanese: japan; jordanian: jordan; kazakh: kazakhstan; kenyan: kenya; korean: korea;
    kosovar: kosovo; kurdish: kurdistan; kuwaiti: kuwait; kyrgyz: kyrgyzstan; laotian: laos; latvian: latvia;
    lebanese: lebanon; liberian: liberia; libyan: libya; lithuanian: lithuania; macedonian: macedonia; malaysian:
    malaysia; malian: mali; maltese: malta; mexican: mexico; moldovan: moldova; mongolian: mongolia; moroccan:
    morocco; nepali: nepal; nepalese: nepal; nicaraguan: nicaragua; nigerian: nigeria; nigerien: niger; norwegian:
    norway; omani: oman; pakistani: pakistan; palestinian: palestine; panamanian: panama; paraguayan: paraguay;
    peruvian: peru; philippine: philippines; polish: poland; portuguese: portugal; qatari: qatar; romanian: romania;
    russian: russia; rwandan: rwanda; salvadoran: salvador; saudi: saudi; scottish: scotland; senegalese: senegal;
    serbian: serbia; singaporean: singapore; slovak: slovakia; slovenian: slovenia; somali: somalia; spanish: spain;
    sudanese: sudan; swedish: sweden; swiss: switzerland; syrian: syria; taiwanese: taiwan; tajik: tajikistan;
    tanzanian: tanzania; thai: thailand; tibetan: tibet; tunisian: tunisia; turkish: turkey; turkmen: turkmenistan;
    ugandan: uganda; ukrainian: ukraine; uruguayan: uruguay; uzbek: uzbekistan; venezuelan: venezuela; vietnamese:
    vietnam; welsh: wales; yemeni: yemen; zambian: zambia; zimbabwean: zimbabwe; soviet: ussr; western: west;
    african: africa; asian: asia; arab: arabia; catalan: catalonia; chechen: chechnya; crimean: crimea; hispanic:
    hispania; latin: latin; uighur: xinjiang; uyghur: xinjiang
    """
)

COUNTRIES = word_set(
    """
    afghanistan albania algeria america andorra angola argentina armenia australia austria azerbaijan bahamas
    bahrain bangladesh barbados belarus belgium belize benin bhutan bolivia bosnia botswana brazil britain brunei
    bulgaria burundi cambodia cameroon canada chad chile china colombia congo croatia cuba cyprus czechia denmark
    djibouti ecuador egypt england eritrea estonia eswatini ethiopia eu fiji finland france gabon gambia germany
    ghana greece grenada guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland
    israel italy jamaica japan kazakhstan kenya kiribati kosovo kuwait kyrgyzstan laos latvia lebanon lesotho
    liberia libya liechtenstein lithuania luxembourg madagascar malawi malaysia maldives mali malta mauritania
    mauritius mexico moldova monaco mongolia montenegro morocco mozambique myanmar namibia nauru nepal netherlands
    nicaragua niger nigeria norway oman pakistan palau palestine panama paraguay peru philippines poland portugal
    qatar romania russia rwanda samoa scotland senegal serbia seychelles singapore slovakia slovenia somalia spain
    sudan suriname sweden switzerland syria taiwan tajikistan tanzania thailand togo tonga tunisia turkey
    turkmenistan tuvalu uae uganda uk ukraine uruguay us usa ussr uzbekistan vanuatu venezuela vietnam wales yemen
    zambia zimbabwe
    """
) | phrases(
    """
    bosnia and herzegovina; burkina faso; cape verde; central african republic; costa rica; czech republic;
    democratic republic of the congo; dominican republic; east timor; el salvador; equatorial guinea; european
    union; great britain; hong kong; ivory coast; new zealand; north korea; north macedonia; northern ireland;
    palestinian authority; papua new guinea; puerto rico; saudi arabia; sierra leone; south africa; south korea;
    south sudan; soviet union; sri lanka; trinidad and tobago; united arab emirates; united kingdom; united states;
    united states of america
    """
)

REGIONS = phrases(
    """
    middle east; far east; near east; west bank; gaza strip; golan heights; balkans; caucasus; crimea; donbas; gaza;
    kashmir; kurdistan; latin america; north america; south america; central america; north africa; east africa;
    west africa; southern africa; sub-saharan africa; central asia; east asia; south asia; southeast asia; western
    europe; eastern europe; northern europe; southern europe; persian gulf; south china sea; east china sea; black sea
    """
)

# Bodies of states, armed movements, media and companies whose names alone do not look like an organization's.
BODIES = phrases(
    """
    african union; al jazeera; al-nusra; al-qaeda; al-qaida; al-shabab; amnesty international; arab league; axios;
    bloomberg; boko haram; breitbart; buzzfeed; daesh; european commission; european parliament; europol; facebook;
    fatah; fed; federal reserve; fox news; gallup; google; greenpeace; hamas; hezbollah; hizbollah; houthis; huffington
    post; huffpost; human rights watch; interpol; isil; isis; islamic state; kmt; kremlin; microsoft; muslim
    brotherhood; nato; opec; pentagon; politico; politifact; reuters; taliban; telegram; twitter; un; united nations;
    white house; wikileaks; wikipedia; xinhua; youtube
    """
)

# Capitals whose names stand for their countries' governments. Washington is not here: it names much else.
CAPITALS = pairs(
    """
    abuja: Nigeria; accra: Ghana; addis ababa: Ethiopia; algiers: Algeria; amman: Jordan; ankara: Turkey;
    antananarivo: Madagascar; ashgabat: Turkmenistan; asmara: Eritrea; astana: Kazakhstan; asuncion: Paraguay; athens:
    Greece; baghdad: Iraq; baku: Azerbaijan; bamako: Mali; bangkok: Thailand; beijing: China; beirut: Lebanon;
    belgrade: Serbia; berlin: Germany; bishkek: Kyrgyzstan; bogota: Colombia; brasilia: Brazil; bratislava: Slovakia;
    bucharest: Romania; budapest: Hungary; buenos aires: Argentina; bujumbura: Burundi; cairo: Egypt; canberra:
    Australia; caracas: Venezuela; chisinau: Moldova; colombo: Sri Lanka; copenhagen: Denmark; dakar: Senegal;
    damascus: Syria; delhi: India; dhaka: Bangladesh; doha: Qatar; dublin: Ireland; dushanbe: Tajikistan; gaborone:
    Botswana; hanoi: Vietnam; harare: Zimbabwe; havana: Cuba; helsinki: Finland; islamabad: Pakistan; jakarta:
    Indonesia; juba: South Sudan; kabul: Afghanistan; kampala: Uganda; kathmandu: Nepal; khartoum: Sudan; kiev:
    Ukraine; kigali: Rwanda; kuala lumpur: Malaysia; kyiv: Ukraine; la paz: Bolivia; lilongwe: Malawi; lima: Peru;
    lisbon: Portugal; ljubljana: Slovenia; luanda: Angola; lusaka: Zambia; madrid: Spain; managua: Nicaragua; manama:
    Bahrain; manila: Philippines; maputo: Mozambique; minsk: Belarus; mogadishu: Somalia; montevideo: Uruguay; moscow:
    Russia; muscat: Oman; nairobi: Kenya; naypyitaw: Myanmar; new delhi: India; niamey: Niger; nicosia: Cyprus;
    nouakchott: Mauritania; oslo: Norway; ottawa: Canada; ouagadougou: Burkina Faso; paris: France; phnom penh:
    Cambodia; podgorica: Montenegro; port moresby: Papua New Guinea; port-au-prince: Haiti; prague: Czech Republic;
    pretoria: South Africa; pristina: Kosovo; pyongyang: North Korea; quito: Ecuador; rabat: Morocco; riga: Latvia;
    riyadh: Saudi Arabia; rome: Italy; sanaa: Yemen; santiago: Chile; sarajevo: Bosnia; seoul: South Korea; skopje:
    North Macedonia; sofia: Bulgaria; stockholm: Sweden; taipei: Taiwan; tallinn: Estonia; tashkent: Uzbekistan;
    tbilisi: Georgia; tegucigalpa: Honduras; tehran: Iran; thimphu: Bhutan; tirana: Albania; tokyo: Japan; tripoli:
    Libya; tunis: Tunisia; ulaanbaatar: Mongolia; vienna: Austria; vientiane: Laos; vilnius: Lithuania; warsaw:
    Poland; windhoek: Namibia; yerevan: Armenia; zagreb: Croatia
    """
)
