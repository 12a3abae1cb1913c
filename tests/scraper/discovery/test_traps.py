"""Addresses of which there is no end are known by their look; those of articles are let through."""

import pytest

from scraper.discovery.traps import is_trap


@pytest.mark.parametrize(
    "path",
    [
        "/events/calendar/2031-05",
        "/calendar/2031/05/07",
        "/agenda/semaine/",
        "/events?month=5&year=2031",
        "/news/en/news/en/news/en/news/en",
        "/a/a/a/a/",
        "/" + "x/" * 17,
        "/search?f[0]=a:1&f[1]=b:2&f[2]=c:3&f[3]=d:4",
        "/?" + "&".join(f"a{number}=1" for number in range(30)),
        "/" + "x" * 3000,
        "/?" + "a&" * 100,
    ],
)
def test_a_trap_is_known(path: str) -> None:
    assert is_trap(f"https://ministry.example{path}")


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/news/2024/03/05/flood-in-the-valley",
        "/gendinfo/actualites/2020/rencontres-numeriques",
        "/index.php?option=com_content&view=article&id=430:flood&catid=8:news&Itemid=102",
        "/news?year=2019",
        "/search?f[0]=topic:1",
        "/events/2024-open-day-at-the-weather-station",
        "/web/gob/noticias/-/asset_publisher/aB3xYz/content/el-puente?inheritRedirect=false",
    ],
)
def test_an_articles_or_listings_address_is_none(path: str) -> None:
    assert not is_trap(f"https://ministry.example{path}")
