"""Names of months and weekdays in other languages than English, as a date may have them.

German, French, Spanish, Italian, Dutch, Portuguese, Polish, Russian, Swedish, Danish, Norwegian, Czech, Finnish,
Ukrainian and Turkish, by the names of the Unicode CLDR, and what `month_names` has. No name stands for two months among
these. In Croatian `listopad` is October and not November: it is read in the forms only that either Polish and Czech
have, or Croatian, and so are its short names that are of another month there.
"""

from __future__ import annotations

from tipcli.readers import month_names

_NAMES = (  # by month; the first of them is January
    "januar jänner jän janvier janv enero ene gennaio gen januari janeiro stycznia styczeń sty январь января "
    "янв leden ledna led tammikuuta tammikuu січня січень січ ocak oca; "
    "februar feber febr février fevrier févr fevr febrero febbraio februari fevereiro fev lutego luty lut "
    "февраль февраля февр фев únor února úno helmikuuta helmikuu лютого лютий лют şubat şub; "
    "märz maerz mär mrz mars marzo maart mrt março marco marca marzec март марта мар marts března březen bře "
    "maaliskuuta maaliskuu березня березень бер mart; "
    "april avril avr abril abr aprile kwietnia kwiecień kwi апрель апреля апр dubna duben dub huhtikuuta "
    "huhtikuu квітня квітень квіт nisan nis; "
    "mai mayo maggio mag mei maio maja maj май мая května květen kvě toukokuuta toukokuu травня травень трав "
    "mayıs; "
    "juni juin junio giugno giu junho czerwca czerwiec cze июнь июня июн června červen čvn kesäkuuta kesäkuu "
    "червня червень черв haziran haz; "
    "juli juillet juil julio luglio lug julho lipca lipiec lip июль июля июл července červenec čvc heinäkuuta "
    "heinäkuu липня липень лип temmuz tem; "
    "august août aout agosto ago augustus sierpnia sierpień sie август августа авг augusti srpna srpen srp "
    "elokuuta elokuu серпня серпень серп ağustos ağu; "
    "september septembre septiembre settembre set setembro września wrzesień wrz сентябрь сентября сент сен "
    "září zář syyskuuta syyskuu вересня вересень вер eylül eyl; "
    "oktober okt octobre octubre ottobre ott outubro out października październik paź октябрь октября окт "
    "října říjen říj lokakuuta lokakuu жовтня жовтень жовт ekim eki; "
    "november novembre noviembre novembro ноябрь ноября нояб ноя listopadu lis marraskuuta marraskuu "
    "листопада листопад kasım kas; "
    "dezember dez décembre decembre déc diciembre dic dicembre december dezembro grudnia grudzień gru декабрь "
    "декабря дек desember des prosince prosinec joulukuuta joulukuu грудня грудень груд aralık"
)
MONTHS = {
    name.replace("_", " "): number
    for table in (_NAMES, *month_names.MONTHS_OF.values())
    for number, names in enumerate(table.split(";"), 1)
    for name in names.split()
}
_SHARED = {"listopada": 11}  # of Croatian October too, which has a full stop behind the day
_DAYS = (
    "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi mercredi jeudi "
    "vendredi samedi dimanche lunes martes miércoles miercoles jueves viernes sábado sabado domingo lunedì "
    "martedì mercoledì giovedì venerdì sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag "
    "zondag segunda-feira terça-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta sexta "
    "poniedziałek wtorek środa czwartek piątek sobota niedziela понедельник вторник среда четверг пятница "
    "суббота воскресенье måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag "
    "pondělí úterý středa čtvrtek pátek neděle maanantaina tiistaina keskiviikkona torstaina perjantaina "
    "lauantaina sunnuntaina понеділок вівторок середа четвер п'ятниця пʼятниця субота неділя pazartesi salı "
    "çarşamba perşembe cuma cumartesi pazar mo di mi do fr sa so lun mar mer jeu ven sam dim mié mie jue vie "
    "sáb sab dom gio ma wo vr za zo seg ter qua qui sex pon wt śr czw pt sob niedz пн вт ср чт пт сб вс нд "
    "mån tis ons tors tor fre lör sön man tirs tir lør søn po út st čt pá ne ti ke to pe la su pzt çar cmt"
).split() + month_names.DAYS.replace("_", "\0").split()
_DAYS = [day.replace("\0", " ") for day in _DAYS]
_WEEKDAY = f"(?:(?:{'|'.join(sorted(_DAYS, key=len, reverse=True))})\\.?(?:, ?| )(?:(?:den|le|el|am|dia) )?)?"
_LONG = [name for name in MONTHS if len(name) > 3 or name in ("mai", "mei", "maj", "май")]
_YEAR = r"(?P<year>\d{4})"
# the word for a year, in Russian, Ukrainian, Polish, Croatian and its neighbours; a full stop behind it is as good
_END = r"(?: ?[гр]\.?| r\.| (?:года|год|року)\.?|\.?(?: (?:godine|године|god|год|g)\.?)?)?"
_AT = "(?:um|à|às|a las|a la|alle ore|alle|om|kl\\.?|klo|o godz\\.|o|в|о|u|у|ob|la|at) "
_CLOCK = (
    r"(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?: ?(?:uhr|h|u))?(?![a-z])"
)


def _either(names: list[str]) -> str:
    return f"(?P<name>{'|'.join(sorted(names, key=len, reverse=True))})"


def forms(zone: str) -> tuple[str, ...]:
    """Return patterns of dates in these languages, with the groups of `dates`; `zone` is that of a zone."""
    time = f"(?:(?:,? |t)?(?:{_AT})?{_CLOCK}{zone})?"
    before = r"(?:\.|er|º|°|ª)?(?: ?|-)(?:de |di |d['’] ?|ta['’] )?"
    between = r"(?:\.?,? (?:del? |d['’])?|\.?-)"
    trailing = f"(?:,? (?:{'|'.join(_DAYS)}))?"
    head, day = _WEEKDAY + "(?:le |den |el |il |am |o )?", r"(?P<day>\d{1,2})"
    croatian = "|".join(sorted(month_names.CROATIAN, key=len, reverse=True))
    year_first = r"(?P<year>\d{4})(?:\.?|(?: ?[mg]\.| gada|\. gada|\(?e?\)?ko)?),?"  # Hungarian, Baltic, Basque
    return (
        rf"{head}{day}(?P<name>\. ?(?:{croatian}))\.? {_YEAR}\.{time}",
        rf"{_WEEKDAY}{year_first} {_either(_LONG)}\.? {day}(?:\.|a)?(?: d\.)?{trailing}{time}",
        rf"{_WEEKDAY}{year_first} {day}\. {_either(_LONG)}{trailing}{time}",
        rf"{head}{day}{before}{_either([*MONTHS])}{between}{_YEAR}{_END}{trailing}{time}",
        rf"{head}{day} {_either([*_SHARED])} {_YEAR}{_END}{time}",
        rf"{_either(_LONG)}\.?,? (?:del? )?{_YEAR}{_END}",
    )


def month_of(name: str) -> int | None:
    """Return the number of a month by its name in lower case, in Croatian after a full stop; None for what is none."""
    if name.startswith("."):
        return month_names.CROATIAN.get(name.lstrip(". "))
    return MONTHS.get(name) or _SHARED.get(name)
