"""The words that dates are written with: months, weekdays, time zones, and the labels before a date.

Names are compared folded (`date_text.fold`: lower case, without accents), so each stands here once as people write it.
Alternatives are separated by commas.
"""

from __future__ import annotations

#: January to December, separated by `|`. Where two languages mean different months by one word, see MONTHS_APART.
MONTHS = {
    "ar": "يناير,كانون الثاني,جانفي|فبراير,شباط,فيفري|مارس,آذار|أبريل,إبريل,نيسان,أفريل|مايو,أيار,ماي|يونيو,يونيه,"
    "حزيران,جوان|"
    "يوليو,يوليه,تموز,جويلية|أغسطس,آب,أوت,غشت|سبتمبر,أيلول,شتنبر|أكتوبر,تشرين الأول|نوفمبر,تشرين الثاني,نونبر|"
    "ديسمبر,كانون الأول,دجنبر",
    "az": "yanvar|fevral|mart|aprel|may|iyun|iyul|avqust|sentyabr|oktyabr|noyabr|dekabr",
    "be": "студзеня|лютага|сакавіка|красавіка|мая|чэрвеня|ліпеня|жніўня|верасня|кастрычніка|лістапада|снежня",
    "bg": "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември",
    "ca": "gener|febrer|març|abril|maig|juny|juliol|agost|setembre|octubre|novembre|desembre",
    "cs": "leden,ledna|únor,února|březen,března|duben,dubna|květen,května|červen,června|červenec,července|srpen,srpna|"
    "září|říjen,října|listopad,listopadu|prosinec,prosince",
    "cy": "Ionawr|Chwefror|Mawrth|Ebrill|Mai|Mehefin|Gorffennaf|Awst|Medi|Hydref|Tachwedd|Rhagfyr",
    "da": "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december",
    "de": "Januar,Jänner,Jan|Februar,Feber,Feb|März,Maerz,Mrz|April,Apr|Mai|Juni,Jun|Juli,Jul|August,Aug|September,"
    "Sept,Sep|"
    "Oktober,Okt|November,Nov|Dezember,Dez",
    "el": "Ιανουάριος,Ιανουαρίου,Ιαν|Φεβρουάριος,Φεβρουαρίου,Φεβ,Φεβρ|Μάρτιος,Μαρτίου,Μάρ,Μαρτ|Απρίλιος,Απριλίου,Απρ|"
    "Μάιος,Μαΐου,Μάη,Μάι|Ιούνιος,Ιουνίου,Ιουν|Ιούλιος,Ιουλίου,Ιουλ|Αύγουστος,Αυγούστου,Αυγ|Σεπτέμβριος,Σεπτεμβρίου,"
    "Σεπ,Σεπτ|"
    "Οκτώβριος,Οκτωβρίου,Οκτ|Νοέμβριος,Νοεμβρίου,Νοε,Νοεμ|Δεκέμβριος,Δεκεμβρίου,Δεκ",
    "en": "January,Jan|February,Feb|March,Mar|April,Apr|May|June,Jun|July,Jul|August,Aug|September,Sept,Sep|October,"
    "Oct|"
    "November,Nov|December,Dec",
    "es": "enero,ene|febrero,feb|marzo,mar|abril,abr|mayo,may|junio,jun|julio,jul|agosto,ago|septiembre,setiembre,"
    "sept,sep|"
    "octubre,oct|noviembre,nov|diciembre,dic",
    "et": "jaanuar,jaanuaril|veebruar,veebruaril|märts,märtsil|aprill,aprillil|mai,mail|juuni,juunil|juuli,juulil|"
    "august,augustil|september,septembril|oktoober,oktoobril|november,novembril|detsember,detsembril",
    "eu": "urtarrila,urtarrilaren|otsaila,otsailaren|martxoa,martxoaren|apirila,apirilaren|maiatza,maiatzaren|"
    "ekaina,ekainaren|uztaila,uztailaren|abuztua,abuztuaren|iraila,irailaren|urria,urriaren|azaroa,azaroaren|"
    "abendua,abenduaren",
    "fi": "tammikuu,tammikuuta|helmikuu,helmikuuta|maaliskuu,maaliskuuta|huhtikuu,huhtikuuta|toukokuu,toukokuuta|"
    "kesäkuu,kesäkuuta|heinäkuu,heinäkuuta|elokuu,elokuuta|syyskuu,syyskuuta|lokakuu,lokakuuta|marraskuu,marraskuuta|"
    "joulukuu,joulukuuta",
    "fr": "janvier,janv,jan|février,févr,fév|mars|avril,avr|mai|juin|juillet,juil|août,aout|septembre,sept|octobre,oct|"
    "novembre,nov|décembre,déc",
    "ga": "Eanáir|Feabhra|Márta|Aibreán|Bealtaine|Meitheamh|Iúil|Lúnasa|Meán Fómhair|Deireadh Fómhair|Samhain|Nollaig",
    "gl": "xaneiro|febreiro|marzo|abril|maio|xuño|xullo|agosto|setembro|outubro|novembro|decembro",
    "he": "ינואר,בינואר|פברואר,בפברואר|מרץ,במרץ|אפריל,באפריל|מאי,במאי|יוני,ביוני|יולי,ביולי|אוגוסט,באוגוסט|"
    "ספטמבר,בספטמבר|אוקטובר,באוקטובר|נובמבר,בנובמבר|דצמבר,בדצמבר",
    "hr": "siječanj,siječnja|veljača,veljače|ožujak,ožujka|travanj,travnja|svibanj,svibnja|lipanj,lipnja|srpanj,srpnja|"
    "kolovoz,kolovoza|rujan,rujna|-|studeni,studenoga,studenog|prosinac,prosinca",
    "hu": "január,jan|február,febr|március,márc|április,ápr|május,máj|június,jún|július,júl|augusztus,aug|"
    "szeptember,szept|október,okt|november,nov|december,dec",
    "id": "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember",
    "hy": "հունվար,հունվարի|փետրվար,փետրվարի|մարտ,մարտի|ապրիլ,ապրիլի|մայիս,մայիսի|հունիս,հունիսի|հուլիս,հուլիսի|"
    "օգոստոս,օգոստոսի|սեպտեմբեր,սեպտեմբերի|հոկտեմբեր,հոկտեմբերի|նոյեմբեր,նոյեմբերի|դեկտեմբեր,դեկտեմբերի",
    "is": "janúar|febrúar|mars|apríl|maí|júní|júlí|ágúst|september|október|nóvember|desember",
    "it": "gennaio,genn,gen|febbraio,febbr,feb|marzo,mar|aprile,apr|maggio,magg,mag|giugno,giu|luglio,lug|agosto,ago|"
    "settembre,sett,set|ottobre,ott|novembre,nov|dicembre,dic",
    "ka": "იანვარი,იანვარს|თებერვალი,თებერვალს|მარტი,მარტს|აპრილი,აპრილს|მაისი,მაისს|ივნისი,ივნისს|ივლისი,ივლისს|"
    "აგვისტო,აგვისტოს|სექტემბერი,სექტემბერს|ოქტომბერი,ოქტომბერს|ნოემბერი,ნოემბერს|დეკემბერი,დეკემბერს",
    "kk": "қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан",
    "lt": "sausio,sausis|vasario,vasaris|kovo,kovas|balandžio,balandis|gegužės,gegužė|birželio,birželis|liepos,liepa|"
    "rugpjūčio,rugpjūtis|rugsėjo,rugsėjis|spalio,spalis|lapkričio,lapkritis|gruodžio,gruodis",
    "lv": "janvāris,janvārī|februāris,februārī|marts,martā|aprīlis,aprīlī|maijs,maijā|jūnijs,jūnijā|jūlijs,jūlijā|"
    "augusts,augustā|septembris,septembrī|oktobris,oktobrī|novembris,novembrī|decembris,decembrī",
    "mk": "јануари|февруари|март|април|мај|јуни|јули|август|септември|октомври|ноември|декември",
    "ms": "Januari|Februari|Mac|April|Mei|Jun|Julai|Ogos|September|Oktober|November|Disember,Dis",
    "mt": "Jannar|Frar|Marzu|April|Mejju|Ġunju|Lulju|Awwissu|Settembru|Ottubru|Novembru|Diċembru",
    "nb": "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember,des",
    "nl": "januari,jan|februari,feb|maart,mrt|april,apr|mei|juni|juli|augustus,aug|september,sep|oktober,okt|"
    "november,nov|"
    "december,dec",
    "pl": "styczeń,stycznia,sty|luty,lutego,lut|marzec,marca,mar|kwiecień,kwietnia,kwi|maj,maja|czerwiec,czerwca,cze|"
    "lipiec,lipca,lip|sierpień,sierpnia,sie|wrzesień,września,wrz|październik,października,paź|lis|grudzień,grudnia,"
    "gru",
    "pt": "janeiro,jan|fevereiro,fev|março,mar|abril,abr|maio,mai|junho,jun|julho,jul|agosto,ago|setembro,set|"
    "outubro,out|"
    "novembro,nov|dezembro,dez",
    "ro": "ianuarie,ian|februarie,febr|martie|aprilie|mai|iunie,iun|iulie,iul|august|septembrie|octombrie|noiembrie,"
    "noi|"
    "decembrie",
    "ru": "январь,января,янв|февраль,февраля,фев,февр|март,марта,мар|апрель,апреля,апр|май,мая|июнь,июня,июн|июль,"
    "июля,июл|"
    "август,августа,авг|сентябрь,сентября,сен,сент|октябрь,октября,окт|ноябрь,ноября,ноя,нояб|декабрь,декабря,дек",
    "sk": "január,januára|február,februára|marec,marca|apríl,apríla|máj,mája|jún,júna|júl,júla|august,augusta|"
    "september,septembra|október,októbra|november,novembra|december,decembra",
    "sl": "januar,januarja|februar,februarja|marec,marca|april,aprila|maj,maja|junij,junija|julij,julija|avgust,"
    "avgusta|"
    "september,septembra|oktober,oktobra|november,novembra|december,decembra",
    "sq": "janar|shkurt|mars|prill|maj|qershor|korrik|gusht|shtator|tetor|nëntor|dhjetor",
    "sr": "јануар,јануара|фебруар,фебруара|март,марта|април,априла|мај,маја|јун,јуна|јул,јула|август,августа|"
    "септембар,септембра|октобар,октобра|новембар,новембра|децембар,децембра",
    "sr-Latn": "januar,januara|februar,februara|mart,marta|april,aprila|maj,maja|jun,juna|jul,jula|avgust,avgusta|"
    "septembar,septembra|oktobar,oktobra|novembar,novembra|decembar,decembra",
    "sv": "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
    "th": "มกราคม,ม.ค.|กุมภาพันธ์,ก.พ.|มีนาคม,มี.ค.|เมษายน,เม.ย.|พฤษภาคม,พ.ค.|มิถุนายน,มิ.ย.|กรกฎาคม,ก.ค.|สิงหาคม,ส.ค.|"
    "กันยายน,ก.ย.|ตุลาคม,ต.ค.|พฤศจิกายน,พ.ย.|ธันวาคม,ธ.ค.",
    "tr": "Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık",
    "uk": "січень,січня,січ|лютий,лютого,лют|березень,березня,бер|квітень,квітня,квіт|травень,травня,трав|"
    "червень,червня,черв|липень,липня,лип|серпень,серпня,серп|вересень,вересня,вер|жовтень,жовтня,жовт|"
    "листопад,листопада,лист|грудень,грудня,груд",
    "vi": "tháng 1,tháng một|tháng 2,tháng hai|tháng 3,tháng ba|tháng 4,tháng tư|tháng 5,tháng năm|tháng 6,tháng sáu|"
    "tháng 7,tháng bảy|tháng 8,tháng tám|tháng 9,tháng chín|tháng 10,tháng mười|tháng 11,tháng mười một|"
    "tháng 12,tháng mười hai",
    "roman": "I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII",
}

#: Words that are one month in the languages named, and another elsewhere (the empty language).
MONTHS_APART = {"listopad": {"hr": 10, "": 11}, "listopada": {"hr": 10, "": 11}}

WEEKDAYS = (
    "Monday,Tuesday,Wednesday,Thursday,Friday,Saturday,Sunday,Mon,Tue,Tues,Wed,Thu,Thur,Thurs,Fri,Sat,Sun,"
    "lundi,mardi,mercredi,jeudi,vendredi,samedi,dimanche,lun,mer,jeu,ven,sam,dim,"
    "Montag,Dienstag,Mittwoch,Donnerstag,Freitag,Samstag,Sonnabend,Sonntag,Mo,Di,Mi,Do,Fr,Sa,So,"
    "lunes,martes,miércoles,jueves,viernes,sábado,domingo,mié,jue,vie,sáb,dom,"
    "lunedì,martedì,mercoledì,giovedì,venerdì,sabato,domenica,gio,"
    "segunda-feira,terça-feira,quarta-feira,quinta-feira,sexta-feira,segunda,terça,quarta,quinta,sexta,"
    "maandag,dinsdag,woensdag,donderdag,vrijdag,zaterdag,zondag,"
    "poniedziałek,wtorek,środa,czwartek,piątek,sobota,niedziela,"
    "luni,marți,miercuri,joi,vineri,sâmbătă,duminică,"
    "Δευτέρα,Τρίτη,Τετάρτη,Πέμπτη,Παρασκευή,Σάββατο,Κυριακή,"
    "понеділок,вівторок,середа,четвер,п’ятниця,субота,неділя,"
    "понедельник,вторник,среда,четверг,пятница,суббота,воскресенье,"
    "الاثنين,الإثنين,الثلاثاء,الأربعاء,الخميس,الجمعة,السبت,الأحد,"
    "星期一,星期二,星期三,星期四,星期五,星期六,星期日,星期天,月曜日,火曜日,水曜日,木曜日,金曜日,土曜日,日曜日,"
    "월요일,화요일,수요일,목요일,금요일,토요일,일요일,"
    "วันจันทร์,วันอังคาร,วันพุธ,วันพฤหัสบดี,วันศุกร์,วันเสาร์,วันอาทิตย์,วันที่,"
    "måndag,tisdag,onsdag,torsdag,fredag,lördag,söndag,mandag,tirsdag,lørdag,søndag,"
    "maanantai,tiistai,keskiviikko,torstai,perjantai,lauantai,sunnuntai,"
    "pondělí,úterý,středa,čtvrtek,pátek,neděle,hétfő,kedd,szerda,csütörtök,péntek,szombat,vasárnap,"
    "Pazartesi,Salı,Çarşamba,Perşembe,Cuma,Cumartesi,Pazar,"
    "dilluns,dimarts,dimecres,dijous,divendres,dissabte,diumenge"
)

#: Abbreviated time zones that mean one offset wherever they are written.
ZONES = {
    "z": "+00:00", "utc": "+00:00", "gmt": "+00:00", "wet": "+00:00", "bst": "+01:00", "west": "+01:00",
     "cet": "+01:00",
    "mez": "+01:00", "cest": "+02:00", "mesz": "+02:00", "eet": "+02:00", "eest": "+03:00", "msk": "+03:00",
    "jst": "+09:00", "kst": "+09:00", "hkt": "+08:00", "aest": "+10:00", "aedt": "+11:00", "nzst": "+12:00",
    "nzdt": "+13:00", "est": "-05:00", "edt": "-04:00", "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00",
    "pst": "-08:00", "pdt": "-07:00", "akst": "-09:00", "akdt": "-08:00", "hst": "-10:00", "brt": "-03:00",
    "sast": "+02:00",
}  # fmt: skip

#: What a date is of, by the words before it (or alone after it).
PUBLISHED = (
    "published,date published,date of publication,publication date,published on,first published,"
    "originally published,posted,"
    "posted on,date posted,issued,date issued,issue date,release date,released,date,date of release,"
    "for immediate release,"
    "erstmals veröffentlicht,erstveröffentlichung,première publication,première parution,primera publicación,"
    "prima pubblicazione,primeira publicação,eerste publicatie,pierwsza publikacja,prima publicare,πρώτη δημοσίευση,"
    "первая публикация,перша публікація,"
    "press release,"
    "publié,publiée,publié le,paru le,parution,mis en ligne,mise en ligne,date de publication,date de mise en ligne,"
    "diffusé le,rédigé le,créé le,communiqué du,communiqué de presse du,"
    "veröffentlicht,veröffentlicht am,veröffentlichungsdatum,erschienen,erschienen am,erstellt am,erstellt,datum,"
    "erscheinungsdatum,publiziert,publiziert am,pressemitteilung vom,meldung vom,presseinformation vom,ausgabedatum,"
    "publicado,publicado el,publicada,fecha,fecha de publicación,publicación,"
    "pubblicato,pubblicato il,pubblicazione,data,data di pubblicazione,data pubblicazione,comunicato del,"
    "publicado em,publicação,data de publicação,data da publicação,"
    "gepubliceerd,gepubliceerd op,publicatiedatum,geplaatst op,nieuwsbericht,"
    "opublikowano,data publikacji,opublikowane,data dodania,data wytworzenia,"
    "publicat,publicat la,publicat pe,publicat în,data publicării,"
    "δημοσίευση,δημοσιεύθηκε,δημοσιεύτηκε,ημερομηνία,ημερομηνία δημοσίευσης,"
    "опубліковано,дата публікації,дата оприлюднення,оприлюднено,дата,"
    "опубликовано,дата публикации,дата размещения,размещено,публикация,публикувано,дата на публикуване,објављено,"
    "نشر,نشر في,تاريخ النشر,تاريخ,التاريخ,نشرت في,تم النشر,"
    "发布日期,发布时间,发布于,发布,发文时间,发表时间,发稿时间,時間,时间,日期,發布日期,發布時間,發佈日期,公布日期,張貼日期,"
    "公開日,掲載日,発表日,公表日,登録日,作成日,配信日,公開,掲載,"
    "등록일,작성일,게시일,등록일시,작성일자,등록일자,배포일,보도일,보도일시,입력,"
    "เผยแพร่,เผยแพร่เมื่อ,วันที่เผยแพร่,วันที่ประกาศ,ประกาศเมื่อ,ลงประกาศ,โพสต์เมื่อ,"
    "publicerad,publicerat,publisert,utgitt,offentliggjort,udgivet,julkaistu,julkaisupäivä,julkaisuajankohta,avaldatud,publicēts,"
    "paskelbta,"
    "közzétéve,megjelent,közzététel dátuma,publikováno,zveřejněno,vydáno,zverejnené,publikované,objavljeno,"
    "datum objave,"
    "yayınlanma tarihi,yayın tarihi,yayımlanma tarihi,ngày đăng,đăng ngày,ngày xuất bản,diterbitkan,dipublikasikan,"
    "publicat el,data de publicació,pubblikat,foilsithe,cyhoeddwyd,data e publikimit"
)
MODIFIED = (
    "updated,last updated,last update,update,date updated,updated on,page last updated,modified,last modified,"
    "date modified,"
    "last changed,changed,reviewed,last reviewed,date last reviewed,last reviewed or updated,revised,last revised,"
    "content last reviewed,edited,corrected,amended,"
    "mis à jour,mise à jour,mis à jour le,mise à jour le,dernière mise à jour,màj,maj,modifié,modifié le,modifiée,"
    "actualisé,dernière modification,date de modification,dernière actualisation,"
    "aktualisiert,aktualisiert am,zuletzt aktualisiert,geändert,letzte änderung,zuletzt geändert,letzte aktualisierung,"
    "aktualisierungsdatum,stand,stand vom,aktualisierung,überarbeitet,bearbeitet,zuletzt bearbeitet,geändert am,"
    "actualizado,actualizada,última actualización,actualización,modificado,última modificación,fecha de actualización,"
    "aggiornato,aggiornato il,ultimo aggiornamento,aggiornamento,ultima modifica,modificato il,data di aggiornamento,"
    "data ultimo aggiornamento,"
    "atualizado,atualizado em,última atualização,modificado em,última modificação,atualização,actualizado em,"
    "bijgewerkt,laatst bijgewerkt,laatst gewijzigd,gewijzigd,laatste update,laatste wijziging,laatst aangepast,"
    "zaktualizowano,ostatnia modyfikacja,ostatnia aktualizacja,data modyfikacji,aktualizacja,zmodyfikowano,"
    "data aktualizacji,actualizat,ultima actualizare,ultima modificare,data actualizării,modificat,"
    "ενημερώθηκε,τελευταία ενημέρωση,ενημέρωση,τροποποίηση,τελευταία τροποποίηση,"
    "оновлено,останнє оновлення,змінено,дата оновлення,"
    "обновлено,изменено,последнее обновление,дата изменения,дата обновления,последнее изменение,обновление,"
    "актуализирано,"
    "последна актуализация,آخر تحديث,تحديث,تم التحديث,تاريخ التحديث,حدثت,"
    "更新日期,更新时间,更新於,更新于,更新時間,最后更新,最後更新,更新日,最終更新日,最終更新,更新,修改日期,修改时间,"
    "최종수정일,최종수정,수정일,수정일시,수정,업데이트,갱신일,"
    "อัปเดต,อัพเดต,อัปเดตล่าสุด,อัพเดทล่าสุด,ปรับปรุง,ปรับปรุงล่าสุด,ปรับปรุงเมื่อ,แก้ไขล่าสุด,แก้ไขเมื่อ,"
    "uppdaterad,senast uppdaterad,senast ändrad,oppdatert,sist oppdatert,sist endret,opdateret,sidst opdateret,"
    "päivitetty,muokattu,uuendatud,viimati muudetud,atjaunots,atjaunināts,atnaujinta,frissítve,módosítva,aktualizováno,"
    "poslední aktualizace,upraveno,aktualizované,naposledy upravené,posodobljeno,ažurirano,zadnja izmjena,"
    "güncelleme,güncellenme tarihi,güncelleme tarihi,son güncelleme,cập nhật,ngày cập nhật,diperbarui,"
    "darreta actualització,"
    "actualitzat,nuashonraithe,diweddarwyd"
)
#: Dates that are neither: events, deadlines, validity, access, embargoes.
OTHER = (
    "event,event date,delivered on,date of event,deadline,closing date,closes,opens,opening date,valid until,"
    "valid from,expires,"
    "expiry,"
    "until,effective,effective date,applies from,retrieved,accessed,archived,born,date of birth,when,start date,"
    "end date,"
    "starts,ends,"
    "événement,date de l'événement,date limite,clôture,jusqu'au,à partir du,à compter du,valable,consulté le,né le,du,"
    "veranstaltung,termin,frist,einsendeschluss,bewerbungsschluss,anmeldeschluss,gültig bis,gültig ab,bis,bis zum,ab,"
    "abgerufen,abgerufen am,geboren,sperrfrist,beginn,ende,"
    "evento,fecha límite,plazo,hasta,desde,vencimiento,fecha del evento,"
    "scadenza,fino al,dal,data evento,prazo,até,data do evento,termin składania,do dnia,ważne do,"
    "deadline-ul,termen limită,έως,προθεσμία,до,термін,срок,"
    "成文日期,截止日期,截止时间,有效期,締切,開催日,会期,행사일,마감일,หมดเขต"
)
#: Labels of the lines beside an event's date. Those of hours and towns are not among them: releases have these too.
EVENT = (
    "venue,where,booking,bookings,register,registration,admission,tickets,cost,speakers,"
    "lieu,horaires,inscription,inscriptions,tarif,tarifs,"
    "veranstaltungsort,treffpunkt,anmeldung,eintritt,"
    "lugar,inscripción,inscripciones,entrada,luogo,iscrizione,iscrizioni,ingresso,local,inscrições,"
    "locatie,aanmelden,miejsce,rejestracja,locul,τόπος,місце,место,المكان,"
    "地点,地點,会场,会場,場所,장소,สถานที่,plats,sted,paikka,helyszín,místo,địa điểm"
)
