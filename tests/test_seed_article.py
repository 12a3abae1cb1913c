"""The article that govnews starts from comes out whole: every field, against values typed from a reader's copy of it.

The page is the demo's (`tests/demo/sites/gendinfo`); what stands here was copied from the article itself, not from a
parser's output. `~` stands for a non-breaking space.
"""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator

import pytest

from archive.model.article import Article, ContactBlock, ContactEntry
from scraper.parsers import parse_article
from tests.demo.server import DemoWeb

pytestmark = pytest.mark.integration

PATH = "/gendinfo/actualites/2020/les-1re-rencontres-numeriques-de-l-interieur"
IMAGES = "/var/gendinfo/storage/images/_aliases/article_full/les-1re-rencontres-numeriques-de-l-interieur"


def typed(text: str) -> str:
    """Text as it is typed here, as a page has it: lines joined, `~` a non-breaking space."""
    return " ".join(text.split()).replace("~", "\u00a0")


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    with DemoWeb(port=0, names=["gendinfo"]) as web:
        yield web.urls["gendinfo"].rstrip("/")


@pytest.fixture(scope="module")
def article(base: str) -> Article:
    with urllib.request.urlopen(base + PATH, timeout=60) as response:
        return parse_article(response.read(), base + PATH)


def test_the_address_is_the_page_s_own(article: Article, base: str) -> None:
    assert article.url == base + PATH


def test_the_headline_has_no_site_s_name(article: Article) -> None:
    assert article.title == "Les 1re rencontres numériques de l’Intérieur"
    assert article.kicker is None


def test_the_byline_has_no_preposition_and_no_article(article: Article) -> None:
    assert article.byline == "commandant Céline Morin"
    assert article.authors == ("commandant Céline Morin",)


def test_the_date_is_the_visible_one(article: Article) -> None:
    assert article.published == "2020-02-04"
    assert article.modified is None


def test_the_language_is_french(article: Article) -> None:
    assert article.language == "fr"


def test_the_lead_is_no_part_of_the_body(article: Article) -> None:
    assert article.lead == typed(LEAD)
    assert article.lead not in article.body


def test_the_blocks_stand_in_reading_order_word_for_word(article: Article) -> None:
    """Paragraphs, headings of the second level, and the places of five pictures; the first stands above the lead."""
    shown = []
    for block in article.blocks:
        if block.kind == "figure":
            shown.append(f"[figure {block.figure}]")
        else:
            shown.append("#" * (block.level or 0) + " " + block.text if block.kind == "heading" else block.text)
    assert shown == [typed(part) for part in BODY.strip().split("\n\n")]
    assert {block.kind for block in article.blocks} == {"paragraph", "heading", "figure"}


def test_the_body_is_the_blocks_text_and_nothing_else(article: Article) -> None:
    parts = [typed(part).removeprefix("## ") for part in BODY.strip().split("\n\n") if not part.startswith("[figure")]
    assert article.body == "\n\n".join(parts)
    for foreign in (
        "Lejeune",
        "CGA Poirier",
        "Minint",
        "urgence114",
        "Contacter",
        "Ces contenus",
        "Partager",
        "cookies",
    ):
        assert foreign not in article.body


def test_a_paragraph_that_a_reader_s_copy_breaks_is_one(article: Article) -> None:
    assert "initié en juillet\u00a02018, la DNUM a pour objectif" in article.body


def test_typography_survives(article: Article) -> None:
    for words in ("«~doublons~»", "1~300 agents", "1er~janvier dernier", "XXIe~siècle", "ST(SI)²", "s’est déjà engagé"):
        assert typed(words) in article.body


def test_six_figures_with_their_captions_and_credits(article: Article, base: str) -> None:
    assert [(figure.position, figure.caption, figure.credit) for figure in article.figures] == [
        (0, None, "MI DICOM – A. Lejeune"),
        (1, "SG", "MI DICOM © A. Lejeune"),
        (2, "dnum", "MI DICOM © A. Lejeune"),
        (3, "dg", "MI DICOM © A. Lejeune"),
        (4, "CGA Poirier", "MI DICOM © A. Lejeune"),
        (5, "Minint", "MI DICOM © A. Lejeune"),
    ]
    assert [figure.image_url for figure in article.figures] == [
        f"{base}{IMAGES}/city-arts-forains.png",
        f"{base}{IMAGES}/portrait-sg.png",
        f"{base}{IMAGES}/hall-dnum.png",
        f"{base}{IMAGES}/portrait-dg.png",
        f"{base}{IMAGES}/portrait-poirier.png",
        f"{base}{IMAGES}/hall-minint.png",
    ]
    assert [figure.alt for figure in article.figures] == [
        "Vue du musée des Arts forains",
        "Le secrétaire général au pupitre",
        "Le public devant la scène",
        "Le directeur général prend la parole",
        "Le général à la tribune",
        "Vue de la salle pendant l’intervention du ministre",
    ]


def test_two_contact_blocks_that_belong_to_the_whole_site(article: Article) -> None:
    """Five lines make six entries: one of them names a web address and a number for text messages."""
    urgent = ContactBlock(
        heading="Numéros d'urgence",
        scope="site",
        entries=(
            ContactEntry("Police - Gendarmerie", "phone", "17", "17"),
            ContactEntry("Pompier", "phone", "18", "18"),
            ContactEntry("Service d'Aide Médicale Urgente (SAMU)", "phone", "15", "15"),
            ContactEntry("Sourds et malentendants", "url", "www.urgence114.fr", "https://www.urgence114.fr"),
            ContactEntry("Sourds et malentendants", "sms", "114", "114"),
            ContactEntry("Urgence Europe", "phone", "112", "112"),
        ),
    )
    listening = ContactBlock(
        heading="Sécurité et écoute",
        scope="site",
        entries=(
            ContactEntry("Enfance en danger", "phone", "119", "119"),
            ContactEntry("Violences conjugales", "phone", "39 19", "3919"),
            ContactEntry("Maltraitance personnes âgées ou en situation de handicap", "phone", "39 77", "3977"),
        ),
    )
    assert article.contacts == (urgent, listening)


def test_the_related_links_belong_to_none_of_these(article: Article, base: str) -> None:
    assert [(link.url.removeprefix(base + "/gendinfo/actualites"), link.text) for link in article.related] == [
        (
            "/2020/une-nouvelle-vedette-pour-la-brigade-nautique-de-port-lambert",
            "Une nouvelle vedette pour la brigade nautique de Port-Lambert",
        ),
        (
            "/2019/formation-deux-cents-reservistes-reunis-au-camp-des-landes-noires",
            typed("Formation~: deux cents réservistes réunis au camp des Landes-Noires"),
        ),
        (
            "/2019/cybersecurite-un-exercice-grandeur-nature-dans-douze-communes",
            typed("Cybersécurité~: un exercice grandeur nature dans douze communes"),
        ),
    ]


def test_it_offers_no_documents_and_no_translations(article: Article) -> None:
    assert article.attachments == ()
    assert article.translations == ()


LEAD = """
La première édition des rencontres numériques de l'Intérieur, qui s'est tenue ce lundi 3~février, au musée des
Arts forains, à Paris, a notamment permis d'installer officiellement dans le paysage la nouvelle direction du
numérique, créée le 1er~janvier dernier, au terme de 18 mois de travaux impliquant tous les acteurs du
ministère. Christophe Castaner a profité de ce rendez-vous pour fixer sa feuille de route et évoquer quelques
perspectives d'avenir.
"""

BODY = """
[figure 0]

Organisée au cœur du musée des Arts forains, ce lundi 3~février, la 1re édition des rencontres numériques de
l’Intérieur avait pour objectif d’initier une démarche de réflexion et d’échanges entre les membres de la
communauté numérique du ministère sur les enjeux de la transformation numérique, tant au bénéfice des usagers du
service public que de ses agents.

Une après-midi également forte en symbole, puisqu’elle a permis d'installer dans le paysage la nouvelle
Direction du numérique (DNUM), organisatrice de ce rendez-vous qui se veut annuel.

Créée le 1er~janvier dernier, à la suite d’un long processus de travail initié en juillet~2018, la DNUM a pour
objectif d’appuyer et de renforcer les capacités de transformation numérique des différentes directions métiers,
en les accompagnant et en étant à l’écoute des besoins des usagers et des agents. Elle vise également à mettre
en cohérence et à rationaliser la stratégie numérique du ministère, en supprimant par exemple les «~doublons~»
et en favorisant notamment l’interopérabilité et les systèmes partagés. Enfin, elle aura un rôle clé dans le
développement de l’attractivité numérique du ministère.

Outre la poursuite des grands projets, tels que «~réseau radio du futur~», le Cloud «~produits de l’intérieur~»
et le système d’information dédié au suivi et à la gestion des armes (SI-Armes), la direction du numérique
orientera, en 2020, son action sur deux chantiers~: la mise en place de la Procédure pénale numérique (PPN) et
la refonte des systèmes d'information européens liés au franchissement des frontières et à la gestion des
autorisations, dans un objectif d’adaptation aux normes européennes et de renforcement de l'exigence de qualité
de service.

Quatre officiers de gendarmerie occupent des postes de haute responsabilité au sein de la DNUM depuis le
1er~janvier dernier~: le général Marc Boget, nommé directeur adjoint du numérique, le colonel Olivier Langou, au
poste de sous-directeur de la gouvernance au sein du service du pilotage stratégique et de la gouvernance, le
colonel Christophe Vercellone, nommé sous-directeur de l’architecture et des infrastructures techniques et,
enfin, le colonel Guillaume de Roquigny-Iragne, chargé de mission auprès du DNUM. Ils pourront s’appuyer sur
quatre chefs de bureau et deux cadres R.H. et budgétaire, eux aussi issus de l’Arme.

## Progresser ensemble

[figure 1]

«~Aucune de nos activités ne peut s’affranchir d’une parfaite maîtrise de nos systèmes d’information. La DNUM
est l’acteur sur lequel les directions métiers pourront s’appuyer pour réaliser leurs objectifs, a présenté
Christophe Mirmand, préfet, secrétaire général du ministère de l’Intérieur, en ouverture. Les projets
transversaux, qui sont indispensables pour nous permettre de progresser, seront conduits en lien direct avec les
directions générales.~»

Soulignant l’ampleur des exigences qui attendent la DNUM, mais également l’ampleur de ses ambitions, M.~Mirmand
a indiqué que cette nouvelle direction «~devra en permanence être un acteur de l’innovation. Pour cela, il faut
unir nos énergies~». Et d’insister~: «~La transformation numérique nous oblige à repenser nos métiers, paradigme
dans lequel le ministère s’est déjà engagé en développant un outil de mobilité ou encore un espace de travail
collaboratif.~»

En conclusion de ses propos, le secrétaire général a rappelé que «~l’ambition est de refléter la diversité de
nos métiers et de nos statuts~» et «~de tendre vers plus d’efficience et plus d’agilité dans la maîtrise de nos
systèmes d’information […] Je souhaite que la DNUM soit porteuse de projets fructueux. Cette première édition
des rencontres du numérique doit donc être l’occasion de décliner ensemble sa feuille de route.~»

[figure 2]

Non sans avoir rappelé les objectifs de la DNUM, Vincent Niebel, directeur du numérique, a de son côté mis
l’accent sur ses leviers d’action~: le pilotage budgétaire, la mise en place de liens et d’une organisation
adaptée, «~gages d’une coordination des acteurs numériques et de la constitution d’une véritable communauté
numérique ministérielle solidaire. Cette gouvernance ministérielle se traduira par des instances formelles et
transparentes de haut niveau, impliquant l’ensemble des directions métiers, par la tutelle d’agences au cœur de
la transformation numérique de l’État, comme l’ANTS, l’ANSC et l’ANTAI, et par des instances de rencontre plus
souples avec les directions métiers, ou entre acteurs du numérique, au travers notamment de communautés
technologiques~». Le 3e levier de la DNUM et de ses partenaires réside quant à lui dans «~la richesse de ses
réseaux territoriaux des SIC~», incarnés par un bureau dédié au sein de la DNUM, qui en assurera l’animation.

## La parole aux directeurs généraux

Ces rencontres se sont poursuivies par trois tables rondes. La première a permis de donner la parole aux
directeurs généraux de la gendarmerie et de la police nationales, de la sécurité civile et de la gestion des
crises, des étrangers en France, ainsi qu’au délégué interministériel à la sécurité routière, qui ont pu, à
cette occasion, exprimer leurs priorités numériques respectives, leurs perspectives, mais aussi leurs attentes
par rapport aux processus que la DNUM pourra accompagner.

«~J’attends de la DNUM qu’elle m’aide à transformer la gendarmerie dans le cadre de GEND 20.24. Même si tout
n’est pas numérique, nous avons besoin du numérique pour servir la population. Et nous avons besoin de partager
nos innovations, a ainsi indiqué le général d’armée Christian Rodriguez. La DNUM aura aussi les moyens de
rationaliser les coûts et peut-être de nous permettre de nous libérer de la sous-traitance. Nous avons aussi
besoin d’une stratégie de la donnée ambitieuse.~»

Et le directeur général de la gendarmerie de poursuivre~: «~Il m’importe que nos projets soient délivrés plus
vite et moins chers, au bénéfice de nos personnels et de la population, pour faire gagner du temps aux gendarmes
et renforcer ainsi le contact~», citant parmi les besoins les plus essentiels, la gestion électronique des
documents, l’archivage, le Cloud, les systèmes d’information européens ou encore la radio du futur.

Soulignant la confiance et la transparence dans lesquelles ont été conduits les travaux préparatoires de la
DNUM, le général d’armée Rodriguez a fait part de son souci de ne pas voir «~sacrifier un pôle d’excellence,
mais bien de faire en sorte qu’il bénéficie à chacun~», souhaitant également une certaine «~souplesse budgétaire
pour permettre la réactivité nécessaire~» et «~pouvoir faire du cousu main.~»

[figure 3]

La deuxième table ronde, consacrée aux acteurs des systèmes d’information et de communication au service de
l’efficacité des activités numériques, a permis aux trois sous-directions de la DNUM d’expliquer leurs missions
et d’exposer quels services elles seraient en mesure de proposer aux différentes directions métiers.

Enfin, l’objectif de la troisième table ronde était d’évoquer la transformation numérique et l’innovation au
service des agents et des usagers, et plus largement la transformation des métiers résultant de la mise en place
du numérique au sein du ministère et comment la DNUM pourra l’accompagner.

«~La transformation numérique n’est pas qu’un sujet technique. Ce n’est pas non plus une fin en soi. Ce sont des
moyens au profit d’une stratégie et d’objectifs, au profit d’un métier, lequel doit être au cœur du sujet, a
insisté le GCA Bruno Poirier-Coutansais, chef du ST(SI)². Nous avons besoins de process financiers permettant
d’être agiles et réactifs pour mener à bien la feuille de route fixée par les directeurs généraux de la
gendarmerie et de la police nationales.~»

Soulignant notamment l’intérêt du décloisonnement des données, le chef du ST(SI)² a également indiqué la
nécessité d’avoir un coordonnateur sur les sujets transverses, comme les fichiers européens, qui relèvent à la
fois d’un challenge opérationnel et juridique. Enfin, le général Poirier-Coutansais a également mis en avant la
plus-value que le ST(SI)², au regard de ses nombreuses compétences, est en mesure d’apporter à l’ensemble du
ministère à travers la DNUM.

[figure 4]

Avant l’intervention du ministre de l’Intérieur, la représentante d'une société spécialisée en analyse
stratégique a proposé un regard prospectif sur la transformation numérique au cours des cinq prochaines années.

## «~La DNUM doit être un facilitateur de vie~»

«~Ce ministère n’a pas attendu la création de la DNUM pour prendre le virage du numérique. Il a acquis une
expérience, une excellence même, qui l’ont conduit au niveau de performance d’aujourd’hui, a reconnu Christophe
Castaner en préambule, adressant ses remerciements «~pour le travail accompli et les acquis considérables sur
lesquels la DNUM pourra s’appuyer.~»

«~La création de la DNUM est d’abord un défi auquel vous avez commencé à répondre collectivement. Sa mise en
place bouleverse les équilibres, les habitudes, mais elle était nécessaire pour avancer. Nous avons pris les
arbitrages pour permettre à cette direction nouvelle de fonctionner au profit de tous, a poursuivi le ministre,
avant de formuler «~quelques vœux pour l’avenir~» à l'adresse de la nouvelle direction~: «~La DNUM est avant
tout une direction de terrain, à l’écoute de celles et ceux qui utilisent nos systèmes d’information. Elle doit
être au service des agents du ministère. Elle doit être déterminée dans les évolutions qu’elle conduit, non pas
en fonction de directives, qui viendraient y compris du ministre, mais en fonction des usages par les agents,
pour mettre en place ces directives. Je vous demande donc de construire avec les forces de l’ordre, avec les
personnels de préfecture, avec les usagers. [...] Vous devez être des facilitateurs de vie. Et vous devez nous
aider à rendre aux policiers et aux gendarmes la vraie vocation de leur engagement~: la présence sur le
terrain.~»

[figure 5]

## Maintien d'équipes techniques de développement au cœur des directions

Forte de 1~300 agents et de 300~millions d’euros de budget, la DNUM doit conserver «~les avantages d’une
organisation souple~», a indiqué Christophe Castaner, soulignant à ce titre sa décision de «~maintenir des
équipes techniques de développement au cœur des directions opérationnelles~», afin de favoriser les innovations.

«~Avec ce nouvel outil, le ministère de l’Intérieur doit être celui des audacieux, comme des innovateurs~»,
a-t-il déclaré, annonçant son souhait d’une feuille de route technologique ambitieuse d’ici la fin de l’année.
«~La DNUM doit assumer son ambition européenne. Elle doit être audacieuse dans sa politique de coopération, tout
en contribuant à garantir impérativement l’inviolabilité de nos systèmes d’information~», évoquant parmi les
enjeux majeurs celui de la souveraineté.

Et le ministre de conclure~: «~La direction du numérique est aujourd’hui lancée. Elle a devant elle, et avec
toute la communauté numérique du ministère, des défis immenses à surmonter. Elle a aussi des enjeux majeurs à
affronter. C’est une réforme dont nous devons être fiers, car elle incarne l’unité du ministère~», dont la DNUM
reflète toute la diversité dans sa composition même.

«~Je mesure l’implication de chacune et chacun pour faire en sorte que la création de cette direction soit un
succès pour la modernisation de ce ministère. Vous posez une pierre pour bâtir le ministère de l’Intérieur du
XXIe~siècle dont les Français ont besoin.~»
"""
