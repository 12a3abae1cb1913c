"""What buttons, switches and signposts of a page say: whole lines that are never an article's text.

Separated by commas, in lower case, without the marks around them. Words that an article may use as a heading of its
own (`Transcript`, `Background`) are not among them.
"""

from __future__ import annotations

_WORDS = """
    link copied, copy link, copy url, text size, font size, increase text size, decrease text size, a a a, a- a+,
    larger text, smaller text, listen, listen to this article, listen to this page, add to favourites, add to favorites,
    bookmark this page, bookmark, connect with us, stay connected, downloads, download pdf, download this page,
    press release pdf, open in new window, opens in a new tab, opens in new window, opens in a new window,
    external link, you are here, you are currently here, home, contents, page contents, on this page, on this site,
    in this article, table of contents, jump to, menu, main menu, search, cookie settings, cookie preferences,
    accept all cookies, accept cookies, reject all cookies, manage cookies, privacy policy, terms of use,
    terms and conditions, accessibility statement, play video, watch video, play audio, photo gallery, image gallery,
    report an issue, report a problem, report a problem with this page, is there anything wrong with this page,
    translate this page, select language, choose language, change language, learn more, back to press releases,
    back to all news, view all news, view all press releases, see all news, see all press releases, all news,
    all press releases, print version, printer friendly, printer-friendly version, printable version, email this page,

    copier le lien, lien copié, copié dans le presse-papier, écouter l'article, écouter, écouter la page,
    taille du texte, taille de police, agrandir le texte, réduire le texte, réduire, agrandir, toutes les actualités,
    tous les communiqués, voir toutes les actualités, voir tous les communiqués, retour à la liste,
    retour aux actualités, documents à télécharger, fichiers à télécharger, à télécharger, télécharger,
    télécharger le pdf, télécharger le communiqué, pièces jointes, pièce jointe, documents joints, thématiques,
    s'inscrire à la newsletter, sommaire, accueil, vous êtes ici, lien externe, ouvre une nouvelle fenêtre,
    nouvelle fenêtre, gestion des cookies, tout accepter, tout refuser, version imprimable, choisir la langue,
    partager l'article, partager la page, aller au contenu, fermer,

    artikel drucken, seite drucken, druckansicht, auf facebook teilen, auf x teilen, auf twitter teilen,
    per whatsapp teilen, link kopieren, link kopiert, schriftgröße, schriftgröße ändern, herunterladen, download,
    dokumente, anhänge, anlagen zum download, dateien, themen, newsletter abonnieren, rss-feed abonnieren,
    inhaltsverzeichnis, inhalt dieser seite, sie sind hier, merken, empfehlen, alle meldungen,
    alle pressemitteilungen, alle nachrichten, externer link, öffnet in neuem fenster, startseite, zum inhalt springen,
    leichte sprache, gebärdensprache, cookie-einstellungen, alle akzeptieren, bild vergrößern, bildergalerie,

    copiar enlace, enlace copiado, descargar, descargar pdf, documentos, documentos relacionados, archivos adjuntos,
    volver al listado, ver todas las noticias, todas las noticias, usted está aquí, estás aquí, inicio,
    tamaño del texto, escuchar, imprimir página, versión para imprimir, abre en ventana nueva, enlace externo,
    aceptar todas las cookies,

    copia link, copia il link, scarica, scarica il pdf, allegati, documenti, documenti allegati, tutte le notizie,
    torna all'elenco, torna alle notizie, leggi di più, ti trovi in, sei in, ascolta, dimensione del testo,
    versione stampabile, apre una nuova finestra, vai al contenuto,

    copiar link, link copiado, baixar, arquivos, arquivos anexos, anexos, ver todas as notícias, todas as notícias,
    você está aqui, está aqui, ouvir, tamanho do texto, versão para impressão,

    deel deze pagina, printen, print deze pagina, terug naar overzicht, terug naar het overzicht, alle nieuwsberichten,
    u bevindt zich hier, link kopiëren, lees voor, wróć, wróć do listy, pobierz, pliki do pobrania, załączniki,
    kopiuj link, wersja do druku, wszystkie aktualności, descarcă, documente atașate, toate știrile,
    versiune printabilă,

    распечатать, версия для печати, назад к списку, скачать, все новости раздела, версія для друку, назад до списку,
    завантажити, усі новини, εκτύπωση σελίδας, όλα τα νέα, λήψη αρχείου, طباعة الصفحة, نسخ الرابط, تحميل,

    打印本页, 打印, 关闭窗口, 关闭, 关闭本页, 返回, 分享到微信, 我要纠错, 附件下载, 繁体, 字号,
    印刷する, 印刷, 一覧へ, 一覧に戻る, トップページ,
    vytisknout, tisk, vytisknout stránku, sdílet, sdílet na facebooku, zpět, zpět na seznam, zpět na výpis, nahoru,
    číst dále, více, ke stažení, přílohy, odeslat e-mailem, poslat e-mailem, e-mailem, kopírovat odkaz,
    vytlačiť, zdieľať, späť, späť na zoznam, čítať ďalej, na stiahnutie, prílohy,
    nyomtatás, megosztás, vissza, vissza a hírekhez, letöltés, letölthető dokumentumok, az oldal tetejére,
    ispis, ispiši, ispiši stranicu, podijeli, podijelite, natrag, povratak, povratak na vrh, na vrh, opširnije, preuzmi,
    štampaj, podeli, natisni, deli, nazaj, nazaj na seznam, preberi več, принтирай, сподели, печат, версия за печат,
    изтегли, виж още,
    skriv ut, skriv ut sidan, dela, dela sidan, dela på facebook, tillbaka, till toppen, läs mer, lyssna, ladda ner,
    del, del på facebook, tilbake, til toppen, les mer, last ned, tips en venn, udskriv, print siden, tilbage, læs mere,
    læs op, tulosta, jaa, jaa facebookissa, takaisin, takaisin ylös, lue lisää, kuuntele, lataa,
    prindi, jaga, tagasi, tagasi üles, loe lähemalt, loe edasi, drukāt, dalīties, atpakaļ, uz augšu, lasīt vairāk,
    spausdinti, dalintis, atgal, į viršų, skaityti daugiau,
    yazdır, paylaş, geri, geri dön, başa dön, yukarı çık, devamını oku, tümünü gör, indir, ana sayfa,
    in trang, in bài viết, chia sẻ, quay lại, về đầu trang, xem thêm, tải về, gửi email, trang chủ, lưu bài viết,
    cetak, bagikan, bagikan berita ini, kembali, selengkapnya, baca selengkapnya, unduh, beranda, ke atas,
    הדפסה, הדפס, שתף, שיתוף, חזרה, חזרה למעלה, קרא עוד, شارك, رجوع, اقرأ المزيد, المزيد, چاپ, بازگشت,
    列印, 友善列印, 回上頁, 回上一頁, 回頁首, 回列表, 分享, 轉寄, 轉寄友人, 字級, พิมพ์, แชร์, ย้อนกลับ, อ่านต่อ,
    戻る, 목록, 인쇄, 스크랩,
    ダウンロード, 공유, 공유하기, 인쇄하기, 이전글, 다음글, 첨부파일, 목록보기, 다운로드, พิมพ์หน้านี้, ดาวน์โหลด
"""
_CONTROLS = frozenset(" ".join(words.split()) for words in _WORDS.split(",") if words.strip())
_AROUND = " \u00a0\t.:：…»›>→←«‹|·•-–—?¿!()[]"


def is_control(text: str) -> bool:
    """Whether a line says no more than a button or signpost does.

    >>> is_control("Vous êtes ici :"), is_control("Download PDF »"), is_control("You are here to stay")
    (True, True, False)
    """
    return len(text) <= 60 and text.strip(_AROUND).lower().replace("’", "'") in _CONTROLS
