"""In which language a text is: only English is read, and no English may be refused."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from onrecord.errors import Refused
from onrecord.types import Article

_WINDOWS: Final = 7  # pieces that vote
_WINDOW: Final = 800  # characters of a piece
_LETTERS: Final = 60  # with fewer letters no language can be told
_SURE: Final = 0.9  # probability from which a piece's vote counts
_ENGLISH: Final = 0.08  # share of English function words above which a text is English, whatever the votes
# fmt: off
_FUNCTION_WORDS: Final = frozenset((
    "the", "and", "that", "with", "said", "from", "his", "her", "this", "were", "which", "they", "would", "been",
    "of", "their", "has", "had", "will", "after", "who", "about",
))
_NAMES: Final = {
    "af": "Afrikaans", "am": "Amharic", "an": "Aragonese", "ar": "Arabic", "as": "Assamese", "az": "Azerbaijani",
    "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "br": "Breton", "bs": "Bosnian", "ca": "Catalan",
    "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "dz": "Dzongkha", "el": "Greek",
    "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish",
    "fo": "Faroese", "fr": "French", "ga": "Irish", "gl": "Galician", "gu": "Gujarati", "ha": "Hausa",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "ht": "Haitian Creole", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "ig": "Igbo", "is": "Icelandic", "it": "Italian", "ja": "Japanese", "jv": "Javanese",
    "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "kn": "Kannada", "ko": "Korean", "ku": "Kurdish",
    "ky": "Kyrgyz", "la": "Latin", "lb": "Luxembourgish", "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian",
    "mg": "Malagasy", "mi": "Maori", "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi",
    "ms": "Malay", "mt": "Maltese", "my": "Burmese", "nb": "Norwegian", "ne": "Nepali", "nl": "Dutch",
    "nn": "Norwegian", "no": "Norwegian", "oc": "Occitan", "or": "Odia", "pa": "Punjabi", "pl": "Polish",
    "ps": "Pashto", "pt": "Portuguese", "qu": "Quechua", "ro": "Romanian", "ru": "Russian", "rw": "Kinyarwanda",
    "sa": "Sanskrit", "sd": "Sindhi", "se": "Northern Sami", "si": "Sinhala", "sk": "Slovak", "sl": "Slovene",
    "sn": "Shona", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "su": "Sundanese", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "tg": "Tajik", "th": "Thai", "tk": "Turkmen", "tl": "Tagalog",
    "tr": "Turkish", "tt": "Tatar", "ug": "Uyghur", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek",
    "vi": "Vietnamese", "vo": "Volapük", "wa": "Walloon", "xh": "Xhosa", "yi": "Yiddish", "yo": "Yoruba",
    "zh": "Chinese", "zu": "Zulu",
}
# fmt: on
_WORD: Final = re.compile(r"[^\W\d_]+")


def check_language(article: Article, where: str) -> None:
    """Raises Refused, naming the language in words, when the article is surely in another one than English."""
    code = foreign(article.text)
    if code is not None:
        name = _NAMES.get(code, f"the language {code!r}")
        raise Refused(where, f"is in {name}, and onrecord reads English; --force reads it all the same")


def foreign(text: str) -> str | None:
    """The ISO 639-1 code of the other language a text is surely in, or None: English, mixed, or too short to tell."""
    pieces = _pieces(text)
    words = [word for piece in pieces for word in _WORD.findall(piece)]
    if sum(map(len, words)) < _LETTERS:
        return None
    if sum(word in _FUNCTION_WORDS for word in words) > _ENGLISH * len(words):
        return None
    votes = [_identifier().classify(piece) for piece in pieces]
    sure = [code for code, probability in votes if probability >= _SURE]
    if "en" in (code for code, _ in votes) or len(sure) * 2 <= len(votes):
        return None
    best = max(sorted(set(sure)), key=sure.count)
    return best if sure.count(best) * 2 > len(votes) else None


def _pieces(text: str) -> list[str]:
    """Pieces of the text in lower case, evenly spread over it: a bounded sample, however long the text."""
    text = text[: _WINDOW * 10_000]
    if len(text) <= _WINDOW * _WINDOWS:
        starts = range(0, max(1, len(text) - _WINDOW // 4), _WINDOW)
    else:
        starts = range(0, len(text) - _WINDOW, max(1, (len(text) - _WINDOW) // (_WINDOWS - 1)))
    return [text[start : start + _WINDOW].lower() for start in starts]


@cache
def _identifier() -> Any:
    """The language model, loaded once: normalised probabilities instead of raw scores."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
