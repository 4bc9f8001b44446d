"""Names of months and weekdays in further languages of Europe, as the Unicode CLDR has them: a table, nothing else.

Of a language, the months from January on are parted by semicolons; each has the forms that a date may have: by itself,
as what a day is of, short. `_` stands for a blank. Short forms that are another month's
elsewhere are left out.
"""

from __future__ import annotations

MONTHS_OF = {
    "Croatian": "siječanj siječnja sij; veljača veljače velj vel; ožujak ožujka ožu; travanj travnja tra; svibanj "
    "svibnja svi; lipanj lipnja; srpanj srpnja; kolovoz kolovoza kol; rujan rujna ruj; ; studeni studenoga studenog "
    "stu; prosinac prosinca pro",
    "Slovene": "januar januarja; februar februarja; marec marca; april aprila; maj maja; junij junija; julij julija; "
    "avgust avgusta avg; september septembra; oktober oktobra; november novembra; december decembra",
    "Slovak": "január januára; február februára; marec marca; apríl apríla; máj mája; jún júna; júl júla; august "
    "augusta; september septembra; október októbra; november novembra; december decembra",
    "Serbian and Bosnian": "januar januara; februar februara; mart marta; april aprila; maj maja; jun juna juni; jul "
    "jula juli; avgust avgusta august augusta avg; septembar septembra; oktobar oktobra; novembar novembra; decembar "
    "decembra",
    "Serbian, Cyrillic": "јануар јануара јан; фебруар фебруара феб; март марта мар; април априла апр; мај маја; јун "
    "јуна; јул јула; август августа авг; септембар септембра сеп септ; октобар октобра окт; новембар новембра нов; "
    "децембар децембра дец",
    "Macedonian": "јануари; февруари фев; март; април; мај; јуни; јули; август; септември; октомври; ноември ноем; "
    "декември",
    "Bulgarian": "януари яну; февруари; март; април; май; юни; юли; август; септември; октомври; ноември; декември",
    "Belarusian": "студзень студзеня сту; люты лютага лют; сакавік сакавіка сак; красавік красавіка кра; май мая; "
    "чэрвень чэрвеня чэр; ліпень ліпеня ліп; жнівень жніўня жні; верасень верасня вер; кастрычнік кастрычніка кас; "
    "лістапад лістапада ліс; снежань снежня сне",
    "Romanian": "ianuarie ian; februarie; martie; aprilie; mai; iunie iun; iulie iul; august; septembrie; octombrie; "
    "noiembrie noi; decembrie",
    "Hungarian": "január; február; március márc; április ápr; május máj; június jún; július júl; augusztus; szeptember "
    "szept; október; november; december",
    "Estonian": "jaanuar jaan; veebruar veebr; märts; aprill; mai; juuni; juuli; august; september; oktoober; "
    "november; detsember dets",
    "Latvian": "janvāris janvārī; februāris februārī; marts martā; aprīlis aprīlī; maijs maijā; jūnijs jūnijā; jūlijs "
    "jūlijā; augusts augustā; septembris septembrī; oktobris oktobrī; novembris novembrī; decembris decembrī",
    "Lithuanian": "sausis sausio; vasaris vasario; kovas kovo; balandis balandžio; gegužė gegužės; birželis birželio; "
    "liepa liepos; rugpjūtis rugpjūčio; rugsėjis rugsėjo; spalis spalio; lapkritis lapkričio; gruodis gruodžio",
    "Icelandic": "janúar; febrúar; mars; apríl; maí; júní; júlí; ágúst; september; október; nóvember nóv; desember",
    "Faroese": "januar; februar; mars; apríl; mai; juni; juli; august; september; oktober; november; desember",
    "Albanian": "janar; shkurt; mars; prill; maj; qershor; korrik; gusht; shtator; tetor; nëntor; dhjetor",
    "Catalan": "gener; febrer; març; abril; maig; juny; juliol; agost; setembre; octubre; novembre; desembre",
    "Galician": "xaneiro xan; febreiro; marzo; abril; maio; xuño; xullo; agosto; setembro; outubro; novembro; decembro",
    "Basque": "urtarrila urtarrilaren; otsaila otsailaren; martxoa martxoaren; apirila apirilaren; maiatza "
    "maiatzaren; ekaina ekainaren; uztaila uztailaren; abuztua abuztuaren; iraila irailaren; urria urriaren; azaroa "
    "azaroaren; abendua abenduaren",
    "Irish": "eanáir; feabhra; márta; aibreán; bealtaine; meitheamh; iúil; lúnasa; meán_fómhair; deireadh_fómhair; "
    "samhain; nollaig",
    "Welsh": "ionawr; chwefror; mawrth; ebrill; mai; mehefin; gorffennaf; awst; medi; hydref; tachwedd; rhagfyr",
    "Maltese": "jannar; frar; marzu; april; mejju; ġunju; lulju; awwissu; settembru; ottubru; novembru; diċembru",
    "Luxembourgish": "januar; februar; mäerz; abrëll; mee; juni; juli; august; september; oktober; november; dezember",
}
# Croatian for October, June and July is Polish or Czech for the month after: these hold in the form that only Croatian
# has, a full stop behind the day and behind the year.
CROATIAN = {"listopad": 10, "listopada": 10, "lis": 10, "lip": 6, "srp": 7}
DAYS = (
    "ponedjeljak utorak srijeda četvrtak petak subota nedjelja ponedeljak sreda nedelja понедељак уторак среда "
    "четвртак петак субота недеља torek četrtek petek sobota pondelok utorok streda štvrtok piatok nedeľa понеделник "
    "вторник сряда четвъртък петък събота неделя четврток петок сабота недела панядзелак аўторак серада чацвер "
    "пятніца нядзеля luni marți miercuri joi vineri sâmbătă duminică hétfő kedd szerda csütörtök péntek szombat "
    "vasárnap esmaspäev teisipäev kolmapäev neljapäev reede laupäev pühapäev pirmdiena otrdiena trešdiena "
    "ceturtdiena piektdiena sestdiena svētdiena pirmadienis antradienis trečiadienis ketvirtadienis penktadienis "
    "šeštadienis sekmadienis mánudagur þriðjudagur miðvikudagur fimmtudagur föstudagur laugardagur sunnudagur "
    "mánadagur týsdagur mikudagur hósdagur fríggjadagur leygardagur e_hënë e_martë e_mërkurë e_enjte e_premte "
    "e_shtunë e_diel dilluns dimarts dimecres dijous divendres dissabte diumenge luns mércores xoves venres domingo "
    "astelehena asteartea asteazkena osteguna ostirala larunbata igandea dé_luain dé_máirt dé_céadaoin déardaoin "
    "dé_haoine dé_sathairn dé_domhnaigh dydd_llun dydd_mawrth dydd_mercher dydd_iau dydd_gwener dydd_sadwrn dydd_sul "
    "it-tnejn it-tlieta l-erbgħa il-ħamis il-ġimgħa is-sibt il-ħadd méindeg dënschdeg mëttwoch donneschdeg freideg "
    "samschdeg sonndeg"
)
