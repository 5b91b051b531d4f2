"""Tell the kind of a document from its head, which says it in words, and from its source note in older volumes."""

from __future__ import annotations

import re

#: The kinds in the order in which their words decide: pattern of the head, kind of document, kind of event it records.
#: Volumes write heads with capitals, supplements on microfiche without.
_KINDS: tuple[tuple[str, str, str], ...] = (
    (r"^\[?Editorial Note", "editorial-note", ""),
    (
        r"^(?:\[?Draft )?(?:Circular )?(?:Airgram|Despatch|Dispatch|Instruction|Operations Memorandum|Circular Instruction|Official[- ]Informal)\b",
        "despatch",
        "",
    ),
    (r"Telephone (?:Conversation|Call)|\bTelcon|Transcript of (?:a )?Telephone", "conversation", "call"),
    (
        r"^(?:Draft |Revised )?(?:Special )?(?:National Security (?:Action|Study|Decision)|Presidential (?:Review|Directive))\b.*\b(?:Memorandum|Directive|No\.)|^NS[ADS]M\b|^National Security Council (?:Directive|Report)\b.*Directive",
        "directive",
        "",
    ),
    (
        r"National Intelligence Estimate|^(?:S?NIE|Special National|Special Estimate|National Estimate|SE[-–] ?[0-9])|^Intelligence (?:Estimate|Memorandum|Report|Assessment|Note|Information|Summary|Brief|Study)|^(?:Interagency |Research )?Intelligence|^Scope Paper Intelligence|^Research (?:Memorandum|Study|Report)|^(?:Supplement [0-9]+ to )?Joint Evaluation",
        "estimate",
        "",
    ),
    (
        r"^(?:Draft |Informal |Unofficial |Extracts? (?:From|of) )?(?:United States |U\.?S\.? |British |Summary |Verbatim )?(?:Delegation )?(?:(?:NSC )?Executive Committee )?(?:Minutes|Summary Record|Record of (?:the |an? )?(?:Action|Meeting|Discussion)|Notes (?:on|of|From|for|Taken)|Summary Notes|Informal Notes|Rough Notes|Handwritten Notes|Cabinet (?:Meeting|Paper)|Proceedings|Verbatim Record|Action Summary|Summary (?:of )?(?:Minutes|Conclusions|Record))",
        "minutes",
        "meeting",
    ),
    (
        r"Memorand(?:um|a) (?:of|for the Record of|on|by [^,]* of) (?:a |an |the )?(?:[A-Za-z]+ ){0,2}?(?:Conversations?|Discussions?|Conferences?|Meetings?|Talks?)|^(?:Record|Summary|Report|Transcript|Memorandum for the Record) of (?:a |an |the )?(?:[A-Z][a-z]+ )?(?:Conversations?|Discussions?|Conference|Meeting)|Memorandum of (?:Substantive |Private |Informal )?(?:Conversation|Discussion|Conference|Meeting)|^Conversation (?:Between|With)|Memcon",
        "conversation",
        "meeting",
    ),
    (
        r"^\[?(?:Draft |Editorial |Paraphrase of |Circular |Unnumbered |Intelligence |Excerpts? (?:From|of) |Extracts? (?:From|of) )?(?:a )?(?:Telegram|Cable|Backchannel (?:Message|Telegram)|Situation Report|Telegraphic|Radiogram)\b|^Circular Telegram|\bTelegram From|^(?:Cedto|Disto|Ecbus|Nusup|Secto|Supnu|Todis|Tosec) [0-9]",
        "telegram",
        "",
    ),
    (
        r"^(?:Draft |Briefing |Information |Action |Joint |Aide[- ]|Personal |Extract (?:From|of) )*(?:Memorandum|Memo\b|Aide-[Mm]émoire|Memoranda|Handwritten Memorandum|Briefing Memorandum)",
        "memorandum",
        "",
    ),
    (
        r"^(?:Draft |Personal |Handwritten |Oral |Text of (?:a )?|Unofficial Translation of (?:a )?|Translation of (?:a )?)*(?:Letter|Message|Note\b|Notes From|Communication|Personal Message|Oral Message|Diplomatic Note|Aide-mémoire)",
        "letter",
        "",
    ),
    (r"^(?:Report|Progress Report|Quarterly|Annual|Final Report|Staff Report|Status Report)", "report", ""),
    (
        r"^(?:Paper|Study|Draft|Statement|Address|Remarks|Talking|Briefing|Summary|Position|Staff|Policy|Outline|Discussion|Background|Scope|Agenda|Contingency|NSC|National Security Council|Working|Operations|Country|Basic|Speech|Notes|Analysis|Response|Options|Text|Action|Guidelines|Issues?|Proposed|Excerpt|Essay|Article|Attachment|Enclosure|Annex|Appendix|Table|List|Chronology|Plan|Research)",
        "paper",
        "",
    ),
)
_COMPILED = tuple((re.compile(pattern, re.IGNORECASE), kind, event) for pattern, kind, event in _KINDS)
_NOTE_KINDS = (
    (re.compile(r":\s*(?:Circular )?(?:Telegram|Cable)\b"), "telegram"),
    (re.compile(r":\s*(?:Airgram|Despatch|Instruction)\b"), "despatch"),
    (re.compile(r":\s*Letter\b"), "letter"),
)
#: "The Ambassador in X (N) to the Secretary of State", in older volumes.
_OLD_STYLE = re.compile(
    r"^(?:The|President|Mr\.|Messrs\.|Sir|General|Colonel|Dr\.|Professor|Miss|Mrs\.|[A-Z][\w’.]+)\b.* to (?:the |certain |all |[A-Z])"
)
_MICROFICHE = re.compile(r"mSupp\b")


def kind_of(head: str, note: str, volume: str) -> tuple[str, str]:
    """Return the kind of a document by its head, without number, and the kind of event that it records, if any."""
    if _MICROFICHE.search(volume) and not head:
        return "page", ""
    for pattern, kind, event in _COMPILED:
        if pattern.search(head):
            return kind, event
    for pattern, kind in _NOTE_KINDS:
        if pattern.search(note):
            return kind, ""
    return ("letter" if _OLD_STYLE.match(head) else "paper"), ""
