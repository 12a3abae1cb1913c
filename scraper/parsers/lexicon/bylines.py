"""The words around authors' names: labels and prepositions before them, ranks in them, and what is no author.

All words are compared folded (`date_text.fold`). Alternatives are separated by commas.
"""

from __future__ import annotations

#: Labels that name an author, with a colon or without.
LABELS = (
    "written by,author,authors,authored by,story by,article by,text by,words by,reported by,report by,by-line,"
    "blog by,blog post by,blog post from,guest post by,column by,a column by,interview by,analysis by,contributed by,"
    "auteur,auteurs,auteure,auteures,autrice,auteur(s),auteur(e),auteur·e,écrit par,rédigé par,article de,"
    "article rédigé par,"
    "texte de,propos recueillis par,article écrit par,une chronique de,un reportage de,une enquête de,"
    "autor,autorin,autoren,autorinnen,autor/in,autor:in,autor*in,autor_in,autor/-in,autoren/innen,autor(in),verfasser,"
    "verfasserin,verfasst von,geschrieben von,ein beitrag von,beitrag von,bericht von,ein bericht von,ein text von,"
    "ein artikel von,artikel von,ein interview von,interview von,eine kolumne von,kolumne von,ein kommentar von,"
    "kommentar von,gastbeitrag von,ein gastbeitrag von,ein essay von,eine analyse von,blog beitrag von,blogbeitrag von,"
    "autora,autores,autoras,escrito por,redactado por,texto de,un artículo de,artículo de,elaborado por,"
    "autore,autori,a cura di,scritto da,redatto da,articolo di,testo di,"
    "redigido por,reportagem de,reportagem,"
    "geschreven door,auteur(s),"
    "autorka,autorzy,napisał,napisała,opracował,opracowała,opracowanie,tekst przygotował,tekst przygotowała,"
    "autori,scris de,redactat de,un articol de,"
    "συντάκτης,συγγραφέας,γράφει ο,γράφει η,του συντάκτη,"
    "автор,автори,авторка,авторы,автор текста,автор тексту,автор статьи,автор публикации,подготовил,подготовила,аутор,"
    "بقلم,الكاتب,الكاتبة,كتب,كتبت,المؤلف,إعداد,נכתב על ידי,מאת,נویسنده,"
    "作者,撰稿,撰文,撰稿人,文字,采写,記者,记者,本报记者,本网记者,特约记者,通讯员,作者/,"
    "執筆,執筆者,著者,筆者,글쓴이,필자,ผู้เขียน,เขียนโดย,"
    "författare,skriven av,forfatter,skrevet av,skrevet af,kirjoittaja,kirjoittanut,szerző,írta,napsal,napsala,"
    "avtor,avtorica,piše,napisao,napisala,skribent,"
    "a cura del,a cura della,a cura dell',yazan,yazar,tác giả,penulis,ditulis oleh,autorius,autors,autorė,escrit per"
)
#: Labels that often stand before the office that issued the page, so only a person after them is an author.
PERSON_LABELS = (
    "published by,posted by,submitted by,created by,text,words,interview,entretien,entrevista,intervista,wywiad,"
    "publié par,mis en ligne par,texte,"
    "veröffentlicht von,erstellt von,eingestellt von,geschrieben am von,"
    "publicado por,publicada por,texto,redacción,redactor,redactora,postado por,enviado por,"
    "pubblicato da,inserito da,testo,"
    "tekst,geplaatst door,gepubliceerd door,publicat de,postat de,текст,опубликовал,опублікував,"
    "작성자,글,文,โดย,teksti,objavio,objavila,objavil,pripremio,pripremila,opublikował,opublikowała,publikujący,"
    "rédaction,rédacteur,rédactrice,texte et photos,textes et photos,text und fotos,text und foto,text and photos,"
    "texto y fotos,texto e fotos,testo e foto,tekst i zdjęcia,tekst i foto,tekst en foto,tekst og foto,text och foto"
)
#: Labels that stand before Chinese names without a colon.
HAN_LABELS = "记者,記者,本报记者,本网记者,特约记者,通讯员,文,撰文,作者"
#: Labels of who issues a page.
ISSUERS = (
    "from,issued by,released by,source,de la part de,communiqué de,herausgeber,herausgegeben von,fuente,fonte,źródło,"
    "sursa,bron,afzender,джерело,источник"
)
#: Prepositions that name an author where they begin a line of their own, or follow the date.
PREPOSITIONS = "by,par,von,por,di,door,av,af,per,oleh,przez,από,от,від,door de"

#: Articles between preposition and name.
ARTICLES = (
    "the,le,la,les,l',der,die,das,dem,den,el,los,las,o,os,as,il,lo,gli,i,de,het,een,τον,την,το,του,της,our,unserer,"
    "unserem,"
    "notre"
)
#: Lower-case words within names.
PARTICLES = (
    "de,del,dela,della,delle,degli,dei,dal,dalla,di,da,das,do,dos,du,des,d',la,le,las,los,van,von,vom,der,den,zu,zur,zum,und,and,et,y,e,en,i,og,"
    "och,ja,és,a,és,"
    "și,si,te,ter,ten,ibn,bin,bint,al,el,af,av,för,für,für,pour,para,per,of,the,for,on,in,at,im,am,au,aux,à,y,dem,"
    "και,του,"
    "της,та,и,й,&,with,mit,avec,con,com,"
    "dr,prof,dipl,ing,med,phil,jur,rer,nat,mag,m.a,mba,phd,esq,jr,sr,ii,iii,st"
)
#: Between two authors.
CONJUNCTIONS = "and,und,et,y,e,en,i,og,och,ja,és,și,si,και,та,и,й,и,with,mit,avec,con,com,&,و,და"

#: Ranks and offices that stand before a person's name and may be written small.
ROLES = (
    "sierż,szt,st,podkom,nadkom,podinsp,nadinsp,insp,kom,sgt,spc,"
    "commandant,commandante,capitaine,colonel,colonelle,lieutenant,lieutenante,lieutenant-colonel,général,générale,"
    "adjudant,"
    "adjudante,adjudant-chef,adjudante-cheffe,maréchal,major,brigadier,gendarme,sergent,sergente,caporal,chef,cheffe,"
    "maréchal-des-logis,mdl,adc,gav,aspirant,sous-lieutenant,commissaire,préfet,préfète,professeur,professeure,docteur,"
    "docteure,ministre,directeur,directrice,enseigne,amiral,vaisseau,frégate,corvette,escadron,d'escadron,"
    "captain,commander,sergeant,staff,petty,officer,specialist,corporal,private,airman,seaman,master,senior,chief,"
    "first,class,"
    "technical,gunnery,warrant,"
    "oberst,oberstleutnant,hauptmann,leutnant,oberleutnant,feldwebel,kommissar,polizeihauptkommissar,minister,"
    "ministerin,"
    "comandante,capitán,teniente,sargento,coronel,doctor,doctora,profesor,profesora,professor,doutor,capitano,"
    "maresciallo,"
    "tenente,colonnello,kapitan,major,porucznik,podporucznik,pułkownik,podpułkownik,sierżant,mł,asp,kpt,ppłk,"
    "капитан,майор,полковник,лейтенант,підполковник,капітан"
)
#: Degrees, honours, orders and seats that follow a person's name, without dots and spaces.
POSTNOMINALS = (
    "jr,sr,ii,iii,iv,esq,"
    "phd,dphil,md,do,dds,dmd,dvm,dnp,dpt,drph,dsc,scd,edd,psyd,pharmd,thd,jd,jsd,llb,llm,lld,mba,mfa,mph,mpp,mpa,mha,mhs,msc,ms,ma,mphil,"
    "med,meng,msw,msn,bsn,bsc,ba,bs,beng,mbbs,mbchb,frcp,frcs,mrcp,facp,facs,faan,faap,frs,frse,frsa,fba,ceng,ieng,pe,cpa,cfa,cma,aca,fca,"
    "acca,pmp,cissp,rn,np,aprn,arnp,crna,lpn,pa-c,pac,rd,rdn,lcsw,lmft,ccc-slp,mph&tm,"
    "mp,mep,mla,mlc,mpp,mha,mna,mlas,msp,ms,mlc,td,sc,qc,kc,jp,pc,om,ch,gcb,kcb,cb,gcmg,kcmg,dcmg,cmg,gcvo,kcvo,cvo,lvo,mvo,gbe,kbe,"
    "dbe,cbe,obe,mbe,bem,qpm,kpm,cm,oc,onz,cnzm,mnzm,onzm,ac,ao,am,oam,psm,vc,dso,usn,usaf,usmc,usa,uscg,usphs,ret,retd,"
    "mdb,mdl,mdep,mda,mdbr,mdnr,mdbb,mdhb,ad,ir,dipl-ing,dipling,ing,mag,magphil,mas,dea,dess,deug,csc,drsc,dis,dba,drhc,"
    "phdr,mvdr,mudr,rndr,dhc,dr,prof,profdr,drmed,drjur,drphil,drrernat,drhab,drhabil,habil,avocat,avocate,avvocato,abogado,abogada"
)
#: What is written like letters after a name and is a place or a body.
NO_POSTNOMINALS = "us,un,uk,eu,dc,ap,afp,upi,nbc,la,ny,nyc"
#: Titles that follow a name with what they were given in, written small: `docteure en droit`.
TITLES_AFTER = (
    "docteur,docteure,doctor,doctora,doktor,dottore,dottoressa,doutor,doutora,dr,prof,professeur,professeure,professor"
)

#: Words of bodies: offices, services, agencies.
BODIES = (
    "office,department,ministry,guard,fleet,registry,treasury,constabulary,agency,bureau,service,services,press,affairs,communications,communication,team,staff,"
    "division,directorate,commission,committee,council,board,centre,center,unit,secretariat,embassy,institute,"
    "university,"
    "authority,administration,government,police,army,navy,force,command,public,news,media,newsroom,editorial,"
    "association,"
    "federation,foundation,group,union,network,parliament,court,city,county,state,national,federal,headquarters,"
    "section,"
    "ministère,direction,délégation,préfecture,cabinet,rédaction,équipe,agence,bureau,secrétariat,mairie,gendarmerie,"
    "nationale,départementale,régionale,fédérale,judiciaire,municipale,maritime,"
    "région,brigade,groupement,presse,sirpa,ambassade,comité,conseil,"
    "ministerium,bundesministerium,amt,bundesamt,landesamt,pressestelle,pressereferat,presseamt,presseabteilung,"
    "redaktion,"
    "referat,abteilung,stab,polizei,polizeipräsidium,staatskanzlei,behörde,bundespolizei,feuerwehr,stadt,landkreis,"
    "kommunikation,öffentlichkeitsarbeit,online-redaktion,pressebüro,zentrum,institut,universität,verband,"
    "ministerio,oficina,dirección,departamento,prensa,gabinete,redacción,comunicación,agencia,secretaría,servicio,"
    "unidad,equipo,instituto,comisaría,guardia,policía,ayuntamiento,gobierno,"
    "ministero,ufficio,stampa,direzione,dipartimento,agenzia,redazione,servizio,segreteria,comune,regione,comando,"
    "carabinieri,"
    "ministério,assessoria,imprensa,redação,departamento,diretoria,secretaria,comunicação,prefeitura,governo,agência,"
    "coordenadoria,equipe,ascom,"
    "ministerie,afdeling,redactie,dienst,voorlichting,politie,gemeente,communicatie,"
    "ministerstwo,biuro,wydział,zespół,redakcja,departament,komenda,policja,prasowy,urząd,rzecznik,straż,"
    "minister,ministerul,biroul,direcția,serviciul,birou,redacția,poliția,"
    "υπουργείο,γραφείο,διεύθυνση,τύπου,υπηρεσία,"
    "міністерство,прес-служба,пресслужба,відділ,управління,департамент,служба,редакція,"
    "министерство,пресс-служба,отдел,управление,департамент,служба,редакция,администрация,"
    "وزارة,مكتب,إدارة,وكالة,هيئة,مديرية,المكتب,"
    "departementet,ministeriet,avdelingen,kansliet,ministeriö,virasto,tiedotus,ministerstvo,odbor,úřad,tiskové,"
    "sajtóiroda,"
    "bakanlığı,müdürlüğü,"
    "služba,uprava,postaja,odjel,odsjek,ured,ministarstvo,policija,policijska,policijski"
)
#: What is never an author, alone or as a part of what a page calls its author.
NOBODY = (
    "admin,administrator,administrateur,administrador,amministratore,administrateur général,webmaster,webmestre,"
    "web master,"
    "super user,superuser,super admin,superadmin,root,user,guest,anonymous,anonyme,anonym,anónimo,unknown,editor,"
    "publisher,"
    "site admin,siteadmin,site administrator,web admin,webadmin,web editor,web team,webteam,cms,cms admin,"
    "content admin,"
    "content editor,default,test,n/a,none,null,guest blogger,guest author,guest post,staff writer,"
    "staff report,staff reports,"
    "undefined,author,staff,joomla,wordpress,drupal,typo3,sharepoint,system,"
    "system account,редактор,админ,администратор,адміністратор,"
    "管理员,管理者,관리자,운영자,redakteur,redator,redactor,"
    "rédacteur,editeur,éditeur,moderator,portal,website,site,internet,e-mail,email,facebook,twitter,hoofdredactie,"
    "log in,login,sign in,sign up,log out,my account,member login,user login,staff login,mon compte,mon espace,"
    "espace personnel,mein konto,mi cuenta,iniciar sesión,área personal,minha conta,area riservata,area personale,"
    "mijn account,moje konto,min sida,min side"
)
#: Words that follow `By` in lists, filters and phrases, and are in nobody's name.
NO_NAMES = (
    "about,all,view,more,read,follow,profile,contact,biography,posts,articles,latest,related,release,releases,"
    "information,"
    "topic,topics,date,dates,category,categories,type,types,region,regions,mail,post,phone,law,name,subject,"
    "location,month,year,"
    "years,language,country,countries,invitation,train,car,bus,email,email:,tag,tags,keyword,theme,themes,title,"
    "publication,"
    "default,appointment,region:,sector,audience,agency:,popular,contrast,number,numbers,"
    "thème,thèmes,courrier,téléphone,exemple,exemples,rapport,ailleurs,conséquent,temas,tema,ejemplo,favor,correo,"
    "fecha,teléfono,"
    "exemplo,telefone,thema,themen,anfang,bis,nach,persona,più,meno,nuovo,genere,onderwerp,post:"
)
#: Labels that end an author's name on a line with further details.
NEXT_LABELS = (
    "posted on,published on,posted,date,datum,fecha,data,publié le,veröffentlicht am,"
    "photo,photos,foto,fotos,fotografie,fotografia,image,images,bild,bilder,categoria,category,categories,catégorie,"
    "kategorie,"
    "tags,tag,source,quelle,fuente,fonte,source,updated,modified,published,email,e-mail,tel,phone,views,comments,"
    "last,editor,"
    "редактор,фото,来源,编辑,责任编辑,審核,摄影,图,图片,摄影,photographer,photographie,crédit,crédits,illustration,grafik,share,print,read"
)
#: Family names with which most Chinese names begin.
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷"
    "詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧阳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳"
    "張劉陳楊黃趙吳孫馬鄭謝許韓馮鄧蕭葉蘇呂盧鐘譚陸賈鄒龍陶賀顧錢嚴萬龔"
)
#: What stands in brackets at a text's end in Chinese and is no name.
NO_SURNAMED = (
    "完,全文完,待续,未完,试行,暂行,略,左,右,中,上图,下图,图,附图,资料图,资料图片,视频,文件,全文,任编,万元,马上,高清,文字,"
    "文图,成稿,向上,方案,安排,解读,解释,管理,于右,路透社,华商报,华社,江苏,安徽,广西,宁夏,陕西,黑龙江,云南,海南,金融时报,文汇报"
)
