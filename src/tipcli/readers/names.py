"""The names that people give to the fields of a tip, in the languages that they write tables in."""

from __future__ import annotations

from unicodedata import combining, normalize

# Field of a tip to the names it goes by, as `blind` has them; the first present one is taken.
NAMES = {
    "title": "title name headline subject heading tiptitle cardname question front term topictitle titel "
    "überschrift betreff frage titre titolo título pergunta pregunta tytuł titul nadpis cím titlu "
    "otsikko rubrik overskrift onderwerp ämne emne başlık заголовок название тема вопрос тақырып τίτλος "
    "عنوان כותרת शीर्षक 标题 標題 题目 题名 問題 问题 題名 タイトル 件名 見出し 제목 tiêuđề judul",
    "body": "body text content contenthtml contenttext bodyhtml html bodytext maintext fulltext fullcontent tip "
    "tiptext markdown message quote quotes quotetext quotebody quotation saying desc carddescription "
    "yourtip textcontent contentmarkdown fortune advice highlight annotation explanation details detail answer "
    "definition instructions back hint tipp ratschlag hinweis nachricht conseil astuce consejo mensaje consiglio "
    "messaggio dica mensagem bericht raad meddelande råd besked совет ヒント コツ 팁 建議 建议 inhalt erklärung "
    "antwort tipptext zitat spruch texte contenu corps réponse explication citation texto contenido "
    "cuerpo respuesta explicación cita frase testo contenuto corpo risposta spiegazione citazione "
    "conteúdo conteudo resposta explicação citação tekst inhoud uitleg antwoord citaat treść cytat obsah "
    "szöveg idézet sisältö teksti innehåll indhold innhold sitat metin içerik açıklama текст содержание "
    "ответ цитата κείμενο النص المحتوى توקן תוכן טקסט पाठ 内容 內容 正文 文本 答案 本文 テキスト 回答 名言 "
    "내용 본문 텍스트 답변 nộidung isi notes note",
    "gist": "gist summary excerpt description abstract abstractnote teaser subtitle shortdescription intro tldr blurb "
    "beschreibung zusammenfassung kurztext résumé extrait descripción resumen descrizione riassunto descrição resumo "
    "omschrijving samenvatting opis описание аннотация 摘要 描述 简介 概要 説明 요약 설명",
    "date": "date published datepublished publisheddate publishedat publishedon pubdate created createdat createdon "
    "datecreated creationdate createdtime createtime timecreated posted postedon posteddate dateposted postdate "
    "timestamp datetime dateadded addedon addedat timeadded issued dateissued highlightedat datum "
    "fecha дата päivämäärä dato tarih 日期 日付 날짜 datemodified",
    "topics": "topics tags categories category topic tag labels label labelnames taglist hashtags "
    "manualtags schlagwörter schlagworte kategorie kategorien catégorie catégories étiquettes categoría "
    "categorías etiquetas categoria categorie trefwoorden kategoria теги метки категория 标签 標籤 分类 分類 タグ "
    "カテゴリ カテゴリー 태그 분류 카테고리",
    "action": "action todo todotoday",
    "link": "link htmlurl url permalink canonical canonicalurl href uri weburl pageurl posturl cardurl website weblink "
    "lien enlace ссылка 链接 連結 リンク 링크",
    "guid": "guid uuid uid id cardid",
    "number": "number",
    "slug": "slug postname",
    "complete": "complete",
    "credit": "credit",
    "credit_title": "credittitle",
    "credit_publisher": "creditpublisher",
    "credit_date": "creditdate",
    "credit_url": "crediturl",
    "author": "author authors by creator quoteauthor bookauthor authorname writer byline autor autorin auteur "
    "autore auteurs автор forfatter författare kirjoittaja yazar 作者 著者 저자",
    "source": "source booktitle book",
    "extra": "extra",
}


def blind(name: str) -> str:
    """Return a name without case, accents, spaces, hyphens and underscores."""
    plain = name.casefold().replace(" ", "").replace("-", "").replace("_", "")
    if plain.isascii():
        return plain
    return "".join(character for character in normalize("NFKD", plain) if not combining(character))
