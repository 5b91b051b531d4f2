/* Texts: sets of them, their characters, and what may be wrong with one. */

#include "cells.h"

/* Of a text, its size, beginning and end: enough to tell codes apart. */
static uint32_t hash(const uint8_t *at, uint32_t size) {
    uint64_t word = load(at, size) + size;
    if (size > 8)
        word = (word << 5 | word >> 59) ^ load(at + size - 8, 8);
    return (uint32_t)(word * UINT64_C(0x9e3779b97f4a7c15) >> 40);
}

EXPORT void fpdata_hash_texts(texts *set) {
    for (uint32_t i = 0; i <= set->mask; i++)
        set->slots[i] = -1;
    for (int32_t i = 0; i < set->count; i++) {
        uint32_t slot = hash(set->bytes + set->ends[i], set->ends[i + 1] - set->ends[i]) & set->mask;
        while (set->slots[slot] >= 0)
            slot = (slot + 1) & set->mask;
        set->slots[slot] = i;
    }
}

int32_t number_of(const texts *set, const cell *text) {
    for (uint32_t slot = hash(text->at, text->size) & set->mask; set->slots[slot] >= 0; slot = (slot + 1) & set->mask) {
        int32_t i = set->slots[slot];
        if (set->ends[i + 1] - set->ends[i] == text->size && is_equal(set->bytes + set->ends[i], text->at, text->size))
            return i;
    }
    return -1;
}

uint32_t decode(const uint8_t *at, uint32_t size, uint32_t *character) {
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    uint32_t first = at[0], count = first < 0x80 ? 1 : first >> 5 == 6 ? 2 : first >> 4 == 14 ? 3 : first >> 3 == 30 ? 4 : 0;
    if (!count || count > size)
        return 0;
    uint32_t value = count == 1 ? first : first & (0x7fu >> count);
    for (uint32_t i = 1; i < count; i++) {
        if ((at[i] & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (at[i] & 0x3f);
    }
    *character = value;
    return value < least[count] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000) ? 0 : count;
}

/* Judge characters that are not printable ASCII from `at` on, up to the next that is; return where that is, or `end`. */
static const uint8_t *judge_others(const table *t, const uint8_t *at, const uint8_t *end, int before, int *marks) {
    for (uint32_t count, beside = 0; at < end && (*at < ' ' || *at > '~'); at += count) {
        uint32_t character;
        if (!(count = decode(at, (uint32_t)(end - at), &character))) {
            *marks |= MALFORMED | OPEN;
            return end;
        }
        int class = character <= 0xffff ? t->classes[character] : UNSAFE;
        if (class == UNSAFE || (class == CYRILLIC && before == LETTER) || (class == LETTER && before == CYRILLIC))
            *marks |= OPEN | SPOILED;
        if (count > 1 && beside)
            *marks |= SPOILED; /* text in a wrong encoding has such characters side by side */
        if (character == 0x130 || character == 0x131 || character == 0x17f || character == 0x212a)
            *marks |= LABEL; /* without case, these are letters of ASCII */
        before = class;
        beside = count > 1;
    }
    if (at < end && before == CYRILLIC && is_letter(*at))
        *marks |= OPEN | SPOILED;
    return at;
}

int judge_characters(const scanner *s, const cell *text) {
    const uint8_t *at = text->at, *end = text->at + text->size;
    int marks = 0;
    while ((at = s->bytes + find(s, ODD, (size_t)(at - s->bytes))) < end) {
        int before = at > text->at && is_letter(at[-1]) ? LETTER : PUNCTUATION;
        at = judge_others(s->table, at, end, before, &marks);
    }
    return marks;
}

static int equal_folded(const uint8_t *text, const uint8_t *lower, uint32_t size) {
    for (uint32_t i = 0; i < size; i++)
        if ((text[i] | 0x20) != lower[i])
            return 0;
    return 1;
}

/* Whether a label begins at the beginning of a word, given what is left of the text. */
static int begins_label(const table *t, const uint8_t *at, size_t rest) {
    if (rest < 2 || !is_letter(at[0]) || !is_letter(at[1]))
        return 0;
    const uint32_t *ends = t->labels.ends;
    int pair = ((at[0] | 0x20) - 'a') * 26 + (at[1] | 0x20) - 'a';
    for (int label = t->first_label[pair]; label < t->first_label[pair + 1]; label++) {
        uint32_t size = ends[label + 1] - ends[label];
        if (size <= rest && (size == rest || !is_word(at[size])) && equal_folded(at, t->labels.bytes + ends[label], size))
            return 1;
    }
    return 0;
}

static int has_label(const scanner *s, const cell *text) {
    size_t end = (size_t)(text->at - s->bytes) + text->size;
    for (size_t at = end - text->size; (at = find(s, WORD_START, at)) < end; at++)
        if (begins_label(s->table, s->bytes + at, end - at))
            return 1;
    return 0;
}

/* Whether a program may have written a text in place of a missing value, a number or a range. */
static int may_be_placeholder(const cell *text) {
    static const char *const words[] = {"nan", "nat", "<na>", "n/a", "null", "(null)", "none", "undefined"};
    const uint8_t *at = text->at;
    uint32_t size = text->size;
    if (at[0] == '#' || at[0] == '~' || at[0] == '\\')
        return 1;
    if (is_digit(at[0])) {
        uint32_t sign = size > 1 && is_digit(at[1]) ? 2 : 1;
        if (size > sign && (at[sign] == '-' || at[1] == '.' || at[1] == ',' || (at[1] | 0x20) == 'e'))
            return 1;
    }
    if ((size == 6 && at[3] == '-') || (size == 7 && at[3] == ':') || (size > 8 && at[0] == '[' && at[1] == 'o'))
        return 1;
    /* _x000D_ is how the files of a spreadsheet keep a character: the only remains within a text. */
    for (const uint8_t *end = at + size, *found = at; (found = memchr(found, '_', (size_t)(end - found))); found++)
        if (end - found > 6 && found[1] == 'x' && found[6] == '_')
            return 1;
    for (size_t i = 0; size <= 9 && i < sizeof words / sizeof *words; i++)
        if (size == strlen(words[i]) && equal_folded(at, (const uint8_t *)words[i], size))
            return 1;
    return 0;
}

int judge_text(const scanner *s, const column *c, const cell *text) {
    int marks = text->odd ? judge_characters(s, text) : 0;
    uint8_t first = text->at[0];
    if (first == ' ' || first == '=' || first == '+' || first == '-' || first == '@' || text->at[text->size - 1] == ' ')
        marks |= OPEN;
    if (text->size > c->max_bytes || may_be_placeholder(text))
        marks |= OPEN;
    if (text->suspicious)
        marks |= SPOILED;
    if (c->traits & OWN_WORDS && has_label(s, text))
        marks |= LABEL;
    return marks;
}
