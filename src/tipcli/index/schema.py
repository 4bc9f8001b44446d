"""The layout of an index, for what writes it: `build` and `update`.

Whoever changes it raises `rows.SCHEMA`: an index of another layout is built anew, never migrated.
"""

from __future__ import annotations

from tipcli.index.columns import SEARCHED, TABLE
from tipcli.index.crises import TABLE as CRISES
from tipcli.index.meanings import TABLE as MEANINGS
from tipcli.index.related import TABLE as RELATED
from tipcli.index.words import STEMMING

LONGEST_BODY = 50_000  # characters of a body that are searched; highlighting much more takes seconds
MILESTONE = 500  # tips between two entries of the table by which the n-th tip is found

_FOLDED = ", ".join([f"coalesce(folded_text.{name}, tip.{name}) as {name}" for name in SEARCHED[:-1]])
# `folded_text` has the texts of tips that are indexed in another form than they are written (see `folding`).
# No page is ever written again, so pages are filled, and tables that are read by key have no rowid.
TABLES = f"""
create table meta (key text primary key, value text) without rowid;
create table tip ({TABLE});
create table tip_topic (topic text, number integer, primary key (topic, number)) without rowid;
create table topic (
    slug text primary key, about text not null, aliases text not null, tips integer not null) without rowid;
create table folded_text (number integer primary key, {", ".join(SEARCHED)});
create view searched as
    select tip.number as number, {_FOLDED}, substr(coalesce(folded_text.body, tip.body), 1, {LONGEST_BODY}) as body
    from tip left join folded_text on folded_text.number = tip.number;
create virtual table fts using fts5(
    {", ".join(SEARCHED)}, content='searched', content_rowid='number', tokenize='{STEMMING}');
create table term (
    word text primary key, stem text not null, root text not null, tips integer not null, letters integer not null)
    without rowid;
create table opening (text text primary key) without rowid;
create table milestone (position integer primary key, number integer not null);
create table synonym (
    key text, set_number integer, form integer, words text, primary key (key, set_number, words)) without rowid;
create table everyday (
    key text, set_number integer, form integer, words text, primary key (key, set_number, words)) without rowid;
{MEANINGS};
{CRISES};
{RELATED}
"""
# Made last: the rows of a table are sorted once, which is faster than finding the place of each.
INDEXES = """
create index tip_slug on tip (slug);
create index tip_newest on tip (date desc, number desc);
create index tip_guid on tip (guid) where guid != '';
create index tip_link on tip (link) where link != '';
create index tip_risk on tip (risk) where risk != '';
create index term_root on term (root);
create index term_stem on term (stem);
create index term_letters on term (letters, word) where letters > 0
"""
