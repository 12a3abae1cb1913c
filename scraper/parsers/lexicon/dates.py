"""The words that dates are written with: months, weekdays, time zones, and the labels before a date.

Names are compared folded (`date_text.fold`: lower case, without accents), so each stands here once as people write it.
Alternatives are separated by commas.
"""

from __future__ import annotations

from scraper.parsers.lexicon.cldr import DAYS

#: What CLDR's months lack, January to December, separated by `|`: names in other countries of the language, cases that
#: dates are written in too, further abbreviations. Where two languages mean different months by one word, see
#: MONTHS_APART.
MORE_MONTHS = {
    "ar": "كانون الثاني,جانفي|شباط,فيفري|آذار|نيسان,أفريل|أيار,ماي|يونيه,حزيران,جوان|يوليه,تموز,جويلية|آب,أوت,غشت|"
    "أيلول,شتنبر|تشرين الأول|تشرين الثاني,نونبر|كانون الأول,دجنبر",
    "de": "Jänner|Feber|Maerz,Mrz|||||||||",
    "el": "|Φεβρ|Μαρτ||Μάη||||Σεπτ||Νοεμ|",
    "en": "||||||||Sept|||",
    "es": "||||||||setiembre,sep|||",
    "et": "jaanuaril|veebruaril|märtsil|aprillil|mail|juunil|juulil|augustil|septembril|oktoobril|novembril|detsembril",
    "eu": "urtarrilaren|otsailaren|martxoaren|apirilaren|maiatzaren|ekainaren|uztailaren|abuztuaren|irailaren|"
    "urriaren|azaroaren|abenduaren",
    "fr": "jan|fév||||||||||",
    "he": "בינואר|בפברואר|במרץ|באפריל|במאי|ביוני|ביולי|באוגוסט|בספטמבר|באוקטובר|בנובמבר|בדצמבר",
    "hr": "||||||||||studenog|",
    # As most people write them: without the dot below.
    "hi": "|फरवरी||||||||अक्टूबर|नवम्बर|दिसम्बर",
    "it": "genn|febbr|||magg||||sett|||",
    "ka": "იანვარს|თებერვალს|მარტს|აპრილს|მაისს|ივნისს|ივლისს|აგვისტოს|სექტემბერს|ოქტომბერს|ნოემბერს|დეკემბერს",
    "lv": "janvārī|februārī|martā|aprīlī|maijā|jūnijā|jūlijā|augustā|septembrī|oktobrī|novembrī|decembrī",
    "ms": "|||||||||||Dis",
    "ro": "|febr|||||||||noi|",
    "ru": "|фев|||||||сен||ноя|",
    "sl": "januarja|februarja|marca|aprila|maja|junija|julija|avgusta|septembra|oktobra|novembra|decembra",
    "sr": "јануара|фебруара|марта|априла|маја|јуна|јула|августа|септембра|октобра|новембра|децембра",
    "sr-Latn": "januara|februara|marta|aprila|maja|juna|jula|avgusta|septembra|oktobra|novembra|decembra",
    "vi": "tháng một|tháng hai|tháng ba|tháng tư|tháng năm|tháng sáu|tháng bảy|tháng tám|tháng chín|tháng mười|"
    "tháng mười một|tháng mười hai",
    "roman": "I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII",
}

#: Languages whose short months are read on pages of any language. Those of others are common words elsewhere (Czech
#: `pro`, Turkish `ara`), and are read on pages in their own.
SHORT_EVERYWHERE = "de,el,en,es,fr,hu,it,nb,nl,pl,pt,ro,ru,th,uk"

#: Words that are one month in the languages named, and another elsewhere (the empty language).
MONTHS_APART = {"listopad": {"hr": 10, "": 11}, "listopada": {"hr": 10, "": 11}}

#: In full as CLDR has them, and abbreviated.
WEEKDAYS = (
    f"{DAYS},"
    "Mon,Tue,Tues,Wed,Thu,Thur,Thurs,Fri,Sat,Sun,lun,mer,jeu,ven,sam,dim,Sonnabend,Mo,Di,Mi,Do,Fr,Sa,So,"
    "mié,jue,vie,sáb,dom,gio,segunda,terça,quarta,quinta,sexta,星期天,วันที่"
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
    "yayınlanma tarihi,yayın tarihi,yayımlanma tarihi,yayınlandı,yayımlandı,"
    "प्रकाशित,प्रकाशन तिथि,प्रकाशित तिथि,जारी,दिनांक,ngày đăng,đăng ngày,ngày xuất bản,diterbitkan,dipublikasikan,"
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
    "date of signature,signed,signed on,decision date,date of decision,date of adoption,adopted,adopted on,"
    "approval date,approved on,received,accepted,meeting date,report date,"
    "adopté le,adoptée le,date d'adoption,date de signature,signé le,signée le,date de la décision,décidé le,"
    "beschlossen am,beschlussdatum,unterzeichnet am,sitzung vom,sitzung am,"
    "fecha de aprobación,fecha de firma,fecha de la reunión,data di approvazione,data della seduta,"
    "data de aprovação,data da reunião,data podpisania,data uchwały,дата принятия,дата подписания,"
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
    "成文日期,印发日期,生成日期,签发日期,实施日期,施行日期,截止日期,截止时间,有效期,締切,開催日,会期,행사일,마감일,หมดเขต"
)
#: How a sentence about the page itself names it: `This entry was posted on …`.
ITSELF = (
    "this entry,this article,this post,this page,this story,this news,this item,this release,this press release,"
    "cet article,ce billet,ce communiqué,cette page,cette actualité,cette nouvelle,"
    "dieser artikel,dieser beitrag,diese meldung,diese seite,diese nachricht,diese pressemitteilung,"
    "este artículo,esta noticia,esta nota,esta página,este comunicado,esta entrada,"
    "este artigo,esta notícia,esta matéria,questo articolo,questa notizia,questa pagina,questo comunicato,"
    "dit artikel,dit bericht,deze pagina,dit nieuwsbericht,ten artykuł,ten wpis,ta strona,denna artikel,denna sida,"
    "denne artikkelen,denne siden,denne artikel,denne side,acest articol,tento článek,tento článok,"
    "эта статья,эта новость"
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
