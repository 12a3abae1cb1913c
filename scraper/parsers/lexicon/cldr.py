"""The names of months and days in CLDR 47, written by `scripts/cldr`: change that, not this.

A language's months are separated by `|`, the names of one by commas: first as it stands in a date, then alone.
"""

from __future__ import annotations

#: In full.
MONTHS = {
    "ar": "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    "az": "yanvar|fevral|mart|aprel|may|iyun|iyul|avqust|sentyabr|oktyabr|noyabr|dekabr",
    "be": "студзеня,студзень|лютага,люты|сакавіка,сакавік|красавіка,красавік|мая,май|чэрвеня,чэрвень|"
    "ліпеня,ліпень|жніўня,жнівень|верасня,верасень|кастрычніка,кастрычнік|лістапада,лістапад|снежня,"
    "снежань",
    "bg": "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември",
    "ca": "gener|febrer|març|abril|maig|juny|juliol|agost|setembre|octubre|novembre|desembre",
    "cs": "ledna,leden|února,únor|března,březen|dubna,duben|května,květen|června,červen|července,červenec|"
    "srpna,srpen|září|října,říjen|listopadu,listopad|prosince,prosinec",
    "cy": "Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr",
    "da": "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december",
    "de": "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember",
    "el": "Ιανουαρίου,Ιανουάριος|Φεβρουαρίου,Φεβρουάριος|Μαρτίου,Μάρτιος|Απριλίου,Απρίλιος|Μαΐου,Μάιος|"
    "Ιουνίου,Ιούνιος|Ιουλίου,Ιούλιος|Αυγούστου,Αύγουστος|Σεπτεμβρίου,Σεπτέμβριος|Οκτωβρίου,Οκτώβριος|"
    "Νοεμβρίου,Νοέμβριος|Δεκεμβρίου,Δεκέμβριος",
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
    "et": "jaanuar|veebruar|märts|aprill|mai|juuni|juuli|august|september|oktoober|november|detsember",
    "eu": "urtarrila|otsaila|martxoa|apirila|maiatza|ekaina|uztaila|abuztua|iraila|urria|azaroa|abendua",
    "fi": "tammikuuta,tammikuu|helmikuuta,helmikuu|maaliskuuta,maaliskuu|huhtikuuta,huhtikuu|toukokuuta,"
    "toukokuu|kesäkuuta,kesäkuu|heinäkuuta,heinäkuu|elokuuta,elokuu|syyskuuta,syyskuu|lokakuuta,"
    "lokakuu|marraskuuta,marraskuu|joulukuuta,joulukuu",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "ga": "Eanáir|Feabhra|Márta|Aibreán|Bealtaine|Meitheamh|Iúil|Lúnasa|Meán Fómhair|Deireadh Fómhair|"
    "Samhain|Nollaig",
    "gl": "xaneiro|febreiro|marzo|abril|maio|xuño|xullo|agosto|setembro|outubro|novembro|decembro",
    "he": "ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר",
    "hi": "जनवरी|फ़रवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर",
    "hr": "siječnja,siječanj|veljače,veljača|ožujka,ožujak|travnja,travanj|svibnja,svibanj|lipnja,lipanj|"
    "srpnja,srpanj|kolovoza,kolovoz|rujna,rujan|listopada,listopad|studenoga,studeni|prosinca,"
    "prosinac",
    "hu": "január|február|március|április|május|június|július|augusztus|szeptember|október|november|"
    "december",
    "hy": "հունվարի,հունվար|փետրվարի,փետրվար|մարտի,մարտ|ապրիլի,ապրիլ|մայիսի,մայիս|հունիսի,հունիս|հուլիսի,"
    "հուլիս|օգոստոսի,օգոստոս|սեպտեմբերի,սեպտեմբեր|հոկտեմբերի,հոկտեմբեր|նոյեմբերի,նոյեմբեր|դեկտեմբերի,"
    "դեկտեմբեր",
    "id": "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember",
    "is": "janúar|febrúar|mars|apríl|maí|júní|júlí|ágúst|september|október|nóvember|desember",
    "it": "gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre",
    "ka": "იანვარი|თებერვალი|მარტი|აპრილი|მაისი|ივნისი|ივლისი|აგვისტო|სექტემბერი|ოქტომბერი|ნოემბერი|"
    "დეკემბერი",
    "kk": "қаңтар,Қаңтар|ақпан,Ақпан|наурыз,Наурыз|сәуір,Сәуір|мамыр,Мамыр|маусым,Маусым|шілде,Шілде|тамыз,"
    "Тамыз|қыркүйек,Қыркүйек|қазан,Қазан|қараша,Қараша|желтоқсан,Желтоқсан",
    "lt": "sausio,sausis|vasario,vasaris|kovo,kovas|balandžio,balandis|gegužės,gegužė|birželio,birželis|"
    "liepos,liepa|rugpjūčio,rugpjūtis|rugsėjo,rugsėjis|spalio,spalis|lapkričio,lapkritis|gruodžio,"
    "gruodis",
    "lv": "janvāris|februāris|marts|aprīlis|maijs|jūnijs|jūlijs|augusts|septembris|oktobris|novembris|"
    "decembris",
    "mk": "јануари|февруари|март|април|мај|јуни|јули|август|септември|октомври|ноември|декември",
    "ms": "Januari|Februari|Mac|April|Mei|Jun|Julai|Ogos|September|Oktober|November|Disember",
    "mt": "Jannar|Frar|Marzu|April|Mejju|Ġunju|Lulju|Awwissu|Settembru|Ottubru|Novembru|Diċembru",
    "nb": "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember",
    "nl": "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december",
    "pl": "stycznia,styczeń|lutego,luty|marca,marzec|kwietnia,kwiecień|maja,maj|czerwca,czerwiec|lipca,"
    "lipiec|sierpnia,sierpień|września,wrzesień|października,październik|listopada,listopad|grudnia,"
    "grudzień",
    "pt": "janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro",
    "ro": "ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|"
    "decembrie",
    "ru": "января,январь|февраля,февраль|марта,март|апреля,апрель|мая,май|июня,июнь|июля,июль|августа,"
    "август|сентября,сентябрь|октября,октябрь|ноября,ноябрь|декабря,декабрь",
    "sk": "januára,január|februára,február|marca,marec|apríla,apríl|mája,máj|júna,jún|júla,júl|augusta,"
    "august|septembra,september|októbra,október|novembra,november|decembra,december",
    "sl": "januar|februar|marec|april|maj|junij|julij|avgust|september|oktober|november|december",
    "sq": "janar|shkurt|mars|prill|maj|qershor|korrik|gusht|shtator|tetor|nëntor|dhjetor",
    "sr": "јануар|фебруар|март|април|мај|јун|јул|август|септембар|октобар|новембар|децембар",
    "sr-Latn": "januar|februar|mart|april|maj|jun|jul|avgust|septembar|oktobar|novembar|decembar",
    "sv": "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
    "th": "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|"
    "ธันวาคม",
    "tr": "Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık",
    "uk": "січня,січень|лютого,лютий|березня,березень|квітня,квітень|травня,травень|червня,червень|липня,"
    "липень|серпня,серпень|вересня,вересень|жовтня,жовтень|листопада,листопад|грудня,грудень",
    "vi": "tháng 1,Tháng 1|tháng 2,Tháng 2|tháng 3,Tháng 3|tháng 4,Tháng 4|tháng 5,Tháng 5|tháng 6,Tháng 6|"
    "tháng 7,Tháng 7|tháng 8,Tháng 8|tháng 9,Tháng 9|tháng 10,Tháng 10|tháng 11,Tháng 11|tháng 12,"
    "Tháng 12",
}  # fmt: skip

#: Abbreviated, some with a dot.
SHORT_MONTHS = {
    "ar": "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
    "az": "yan|fev|mar|apr|may|iyn|iyl|avq|sen|okt|noy|dek",
    "be": "сту|лют|сак|кра|мая,май|чэр|ліп|жні|вер|кас|ліс|сне",
    "bg": "яну|фев|март|апр|май|юни|юли|авг|сеп|окт|ное|дек",
    "ca": "gen.|febr.|març|abr.|maig|juny|jul.|ag.|set.|oct.|nov.|des.",
    "cs": "led|úno|bře|dub|kvě|čvn|čvc|srp|zář|říj|lis|pro",
    "cy": "Ion|Chwef,Chw|Maw|Ebr|Mai|Meh|Gorff,Gor|Awst|Medi|Hyd|Tach|Rhag",
    "da": "jan.|feb.|mar.|apr.|maj|jun.|jul.|aug.|sep.|okt.|nov.|dec.",
    "de": "Jan.,Jan|Feb.,Feb|März,Mär|Apr.,Apr|Mai|Juni,Jun|Juli,Jul|Aug.,Aug|Sept.,Sep|Okt.,Okt|Nov.,Nov|"
    "Dez.,Dez",
    "el": "Ιαν|Φεβ|Μαρ,Μάρ|Απρ|Μαΐ,Μάι|Ιουν,Ιούν|Ιουλ,Ιούλ|Αυγ,Αύγ|Σεπ|Οκτ|Νοε,Νοέ|Δεκ",
    "en": "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec",
    "es": "ene|feb|mar|abr|may|jun|jul|ago|sept|oct|nov|dic",
    "et": "jaan|veebr|märts|apr|mai|juuni|juuli|aug|sept|okt|nov|dets",
    "eu": "urt.|ots.|mar.|api.|mai.|eka.|uzt.|abu.|ira.|urr.|aza.|abe.",
    "fi": "tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu",
    "fr": "janv.|févr.|mars|avr.|mai|juin|juil.|août|sept.|oct.|nov.|déc.",
    "ga": "Ean|Feabh|Márta|Aib|Beal|Meith|Iúil|Lún|MFómh|DFómh|Samh|Noll",
    "gl": "xan.|feb.|mar.|abr.|maio|xuño|xul.|ago.|set.|out.|nov.|dec.",
    "he": "ינו׳|פבר׳|מרץ|אפר׳|מאי|יוני|יולי|אוג׳|ספט׳|אוק׳|נוב׳|דצמ׳",
    "hi": "जन॰|फ़र॰|मार्च|अप्रैल|मई|जून|जुल॰|अग॰|सित॰|अक्टू॰|नव॰|दिस॰",
    "hr": "sij|velj|ožu|tra|svi|lip|srp|kol|ruj|lis|stu|pro",
    "hu": "jan.|febr.|márc.|ápr.|máj.|jún.|júl.|aug.|szept.|okt.|nov.|dec.",
    "hy": "հնվ|փտվ|մրտ|ապր|մյս|հնս|հլս|օգս|սեպ|հոկ|նոյ|դեկ",
    "id": "Jan|Feb|Mar|Apr|Mei|Jun|Jul|Agu|Sep|Okt|Nov|Des",
    "is": "jan.|feb.|mar.|apr.|maí|jún.|júl.|ágú.|sep.|okt.|nóv.|des.",
    "it": "gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic",
    "ka": "იან|თებ|მარ|აპრ|მაი|ივნ|ივლ|აგვ|სექ|ოქტ|ნოე|დეკ",
    "kk": "қаң.|ақп.|нау.|сәу.|мам.|мау.|шіл.|там.|қыр.|қаз.|қар.|жел.",
    "lt": "saus.|vas.|kov.|bal.|geg.|birž.|liep.|rugp.|rugs.|spal.|lapkr.|gruod.",
    "lv": "janv.|febr.|marts|apr.|maijs|jūn.|jūl.|aug.|sept.|okt.|nov.|dec.",
    "mk": "јан.|фев.|мар.|апр.|мај|јун.|јул.|авг.|сеп.|окт.|ное.|дек.",
    "ms": "Jan|Feb|Mac|Apr|Mei|Jun|Jul|Ogo|Sep|Okt|Nov|Dis",
    "mt": "Jan|Fra|Mar|Apr|Mej|Ġun|Lul|Aww|Set|Ott|Nov|Diċ",
    "nb": "jan.,jan|feb.,feb|mars,mar|apr.,apr|mai|juni,jun|juli,jul|aug.,aug|sep.,sep|okt.,okt|nov.,nov|"
    "des.,des",
    "nl": "jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec",
    "pl": "sty|lut|mar|kwi|maj|cze|lip|sie|wrz|paź|lis|gru",
    "pt": "jan.|fev.|mar.|abr.|mai.|jun.|jul.|ago.|set.|out.|nov.|dez.",
    "ro": "ian.|feb.|mar.|apr.|mai|iun.|iul.|aug.|sept.|oct.|nov.|dec.",
    "ru": "янв.|февр.|мар.,март|апр.|мая,май|июн.,июнь|июл.,июль|авг.|сент.|окт.|нояб.|дек.",
    "sk": "jan|feb|mar|apr|máj|jún|júl|aug|sep|okt|nov|dec",
    "sl": "jan.|feb.|mar.|apr.|maj|jun.|jul.|avg.|sep.|okt.|nov.|dec.",
    "sq": "jan|shk|mar|pri|maj|qer|korr|gush|sht|tet|nën|dhj",
    "sr": "јан|феб|мар|апр|мај|јун|јул|авг|сеп|окт|нов|дец",
    "sr-Latn": "jan|feb|mar|apr|maj|jun|jul|avg|sep|okt|nov|dec",
    "sv": "jan.|feb.|mars|apr.|maj|juni|juli|aug.|sep.|okt.|nov.|dec.",
    "th": "ม.ค.|ก.พ.|มี.ค.|เม.ย.|พ.ค.|มิ.ย.|ก.ค.|ส.ค.|ก.ย.|ต.ค.|พ.ย.|ธ.ค.",
    "tr": "Oca|Şub|Mar|Nis|May|Haz|Tem|Ağu|Eyl|Eki|Kas|Ara",
    "uk": "січ.|лют.|бер.|квіт.|трав.|черв.|лип.|серп.|вер.|жовт.|лист.|груд.",
    "vi": "thg 1,Tháng 1|thg 2,Tháng 2|thg 3,Tháng 3|thg 4,Tháng 4|thg 5,Tháng 5|thg 6,Tháng 6|thg 7,"
    "Tháng 7|thg 8,Tháng 8|thg 9,Tháng 9|thg 10,Tháng 10|thg 11,Tháng 11|thg 12,Tháng 12",
}  # fmt: skip

#: Monday to Sunday in full, of all these languages.
DAYS = (
    "الاثنين,الثلاثاء,الأربعاء,الخميس,الجمعة,السبت,الأحد,панядзелак,аўторак,серада,чацвер,пятніца,"
    "субота,нядзеля,понеделник,вторник,сряда,четвъртък,петък,събота,неделя,dilluns,dimarts,dimecres,"
    "dijous,divendres,dissabte,diumenge,pondělí,úterý,středa,čtvrtek,pátek,sobota,neděle,Dydd Llun,"
    "Dydd Mawrth,Dydd Mercher,Dydd Iau,Dydd Gwener,Dydd Sadwrn,Dydd Sul,mandag,tirsdag,onsdag,"
    "torsdag,fredag,lørdag,søndag,Montag,Dienstag,Mittwoch,Donnerstag,Freitag,Samstag,Sonntag,"
    "Δευτέρα,Τρίτη,Τετάρτη,Πέμπτη,Παρασκευή,Σάββατο,Κυριακή,Monday,Tuesday,Wednesday,Thursday,Friday,"
    "Saturday,Sunday,lunes,martes,miércoles,jueves,viernes,sábado,domingo,esmaspäev,teisipäev,"
    "kolmapäev,neljapäev,reede,laupäev,pühapäev,astelehena,asteartea,asteazkena,osteguna,ostirala,"
    "larunbata,igandea,maanantaina,maanantai,tiistaina,tiistai,keskiviikkona,keskiviikko,torstaina,"
    "torstai,perjantaina,perjantai,lauantaina,lauantai,sunnuntai,lundi,mardi,mercredi,jeudi,vendredi,"
    "samedi,dimanche,Dé Luain,Dé Máirt,Dé Céadaoin,Déardaoin,Dé hAoine,Dé Sathairn,Dé Domhnaigh,luns,"
    "mércores,xoves,venres,יום שני,יום שלישי,יום רביעי,יום חמישי,יום שישי,יום שבת,יום ראשון,सोमवार,"
    "मंगलवार,बुधवार,गुरुवार,शुक्रवार,शनिवार,रविवार,hétfő,kedd,szerda,csütörtök,péntek,szombat,"
    "vasárnap,երկուշաբթի,երեքշաբթի,չորեքշաբթի,հինգշաբթի,ուրբաթ,շաբաթ,կիրակի,mánudagur,þriðjudagur,"
    "miðvikudagur,fimmtudagur,föstudagur,laugardagur,sunnudagur,lunedì,martedì,mercoledì,giovedì,"
    "venerdì,sabato,domenica,ორშაბათი,სამშაბათი,ოთხშაბათი,ხუთშაბათი,პარასკევი,შაბათი,კვირა,дүйсенбі,"
    "сейсенбі,сәрсенбі,бейсенбі,жұма,сенбі,жексенбі,pirmadienis,antradienis,trečiadienis,"
    "ketvirtadienis,penktadienis,šeštadienis,sekmadienis,pirmdiena,Pirmdiena,otrdiena,Otrdiena,"
    "trešdiena,Trešdiena,ceturtdiena,Ceturtdiena,piektdiena,Piektdiena,sestdiena,Sestdiena,svētdiena,"
    "Svētdiena,среда,четврток,петок,сабота,недела,It-Tnejn,It-Tlieta,L-Erbgħa,Il-Ħamis,Il-Ġimgħa,"
    "Is-Sibt,Il-Ħadd,maandag,dinsdag,woensdag,donderdag,vrijdag,zaterdag,zondag,poniedziałek,wtorek,"
    "środa,czwartek,piątek,niedziela,segunda-feira,terça-feira,quarta-feira,quinta-feira,sexta-feira,"
    "luni,marți,miercuri,joi,vineri,sâmbătă,duminică,понедельник,четверг,пятница,суббота,воскресенье,"
    "e hënë,e martë,e mërkurë,e enjte,e premte,e shtunë,e diel,понедељак,уторак,четвртак,петак,"
    "недеља,måndag,tisdag,lördag,söndag,วันจันทร์,วันอังคาร,วันพุธ,วันพฤหัสบดี,วันศุกร์,วันเสาร์,"
    "วันอาทิตย์,Pazartesi,Salı,Çarşamba,Perşembe,Cuma,Cumartesi,Pazar,понеділок,вівторок,середа,"
    "четвер,пʼятниця,неділя,Thứ Hai,Thứ Ba,Thứ Tư,Thứ Năm,Thứ Sáu,Thứ Bảy,Chủ Nhật,月曜日,火曜日,水曜日,木曜日,"
    "金曜日,土曜日,日曜日,월요일,화요일,수요일,목요일,금요일,토요일,일요일,星期一,星期二,星期三,星期四,星期五,星期六,星期日"
)  # fmt: skip
