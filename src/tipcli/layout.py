"""The layout of an index, shared by what writes it (`build`) and what reads it (`index`, `query`, `search`, `related`).

Whoever changes it raises `SCHEMA`: an index of another layout is built anew, never migrated.
"""

from __future__ import annotations

from tipcli.words import FOLDING, STEMMING

SCHEMA = 1
LONGEST_BODY = 50_000  # characters of a body that are searched; highlighting much more takes seconds

# No page is ever written again, so pages are filled, and tables that are read by key have no rowid.
TABLES = f"""
create table meta (key text primary key, value text) without rowid;
create table tip (
    number integer primary key, slug text not null, title text not null, date text, topics text not null,
    gist text not null, body text not null, action text, credit_title text, credit_publisher text, credit_date text,
    credit_url text, complete integer not null, words integer not null, topic_words text not null);
create table tip_topic (topic text, number integer, primary key (topic, number)) without rowid;
create table topic (
    slug text primary key, about text not null, aliases text not null, tips integer not null) without rowid;
create view searched as
    select number, title, topic_words, gist, action, substr(body, 1, {LONGEST_BODY}) as body from tip;
create virtual table fts using fts5(
    title, topic_words, gist, action, body, content='searched', content_rowid='number', tokenize='{STEMMING}');
create table term (
    id integer primary key, word text not null, stem text not null, root text not null, tips integer not null);
create table typo (key integer, term integer, primary key (key, term)) without rowid;
create table synonym (
    key text, set_number integer, form integer, words text, primary key (key, set_number, words)) without rowid;
create virtual table temp.plain using fts5(text, tokenize='{FOLDING}', detail=none, content='');
create virtual table temp.vocabulary using fts5vocab(plain, row);
"""
INDEXES = """
create index tip_slug on tip (slug);
create index tip_newest on tip (date desc, number desc);
create unique index term_word on term (word);
create index term_root on term (root);
create index term_stem on term (stem);
"""
