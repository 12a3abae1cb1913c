"""Where metadata and markup give dates: names of `<meta>` elements, JSON-LD keys, properties, class names.

Names are lower case, most exact first. What a page's machinery stamps (`gentime`, `expires`) is not among them.
"""

from __future__ import annotations

#: Names that mean the article's publication and nothing else.
PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time",
    "govuk:first-published-at", "dcterms.issued", "dcterms:issued", "dc.terms.issued", "dcterms.date.issued",
    "dc.date.issued", "dc:date.issued", "dc.date.published", "datepublished", "publication_date", "publication-date",
    "publicationdate", "publish_date", "publish-date", "publishdate", "published_date", "published-date", "pubdate",
    "published", "published_time", "date.published", "citation_publication_date", "citation_online_date",
    "article.published", "parsely-pub-date", "sailthru.date", "bt:pubdate", "first_published", "firstpublished",
    "release_date", "releasedate", "issued", "date_published", "article_date_original", "dateissued",
)  # fmt: skip
#: Names that may mean the publication, or the making of the record.
DATED_META = (
    "dcterms.date", "dcterms:date", "dc.date", "dc:date", "date", "dcterms.created", "dcterms:created",
    "dc.date.created", "dcterms.available", "citation_date", "article:created_time", "datecreated", "created",
    "creation_date", "article_date", "displaydate", "search_date", "sortdate",
)  # fmt: skip
MODIFIED_META = (
    "article:modified_time", "og:article:modified_time", "dcterms.modified", "dcterms:modified", "dc.date.modified",
    "dc:date.modified", "dcterms.date.modified", "govuk:public-updated-at", "datemodified", "og:updated_time",
    "updated_time", "article:updated_time", "article:modified", "modified", "modified_date", "last-modified",
    "lastmodified", "last_modified", "lastmod", "date.modified", "modificationdate", "updated", "update_date",
    "revised", "last-updated", "last_updated", "lastupdated", "dcterms.updated", "bt:moddate", "date_modified",
)  # fmt: skip

PUBLISHED_PROPERTIES = ("datepublished", "published", "issued", "pubdate", "uploaddate")
DATED_PROPERTIES = ("date", "created", "datecreated")
MODIFIED_PROPERTIES = ("datemodified", "modified", "updated")

#: What class names and ids of elements that hold a date contain, in the languages of many content systems.
DATE_NAMES = ("date", "datum", "fecha", "data", "publi", "posted", "time", "created", "issued", "meta", "updated")
MODIFIED_NAMES = ("modif", "updat", "lastmod", "aktualis", "actualiz", "aggiorn", "revis", "maj-", "review")
OTHER_NAMES = (
    "event",
    "agenda",
    "calend",
    "termin",
    "deadline",
    "expir",
    "today",
    "current-date",
    "currentdate",
    "clock",
)
