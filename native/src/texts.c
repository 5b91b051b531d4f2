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
        if (set->ends[i + 1] - set->ends[i] == text->size && !memcmp(set->bytes + set->ends[i], text->at, text->size))
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

int judge_characters(const table *t, const cell *text) {
    int marks = 0, before = PUNCTUATION, beside = 0;
    for (uint32_t i = 0, count; i < text->size; i += count) {
        uint32_t character;
        if (!(count = decode(text->at + i, text->size - i, &character)))
            return MALFORMED | OPEN;
        int class = character <= 0xffff ? t->classes[character] : UNSAFE;
        if (class == UNSAFE || (class == CYRILLIC && before == LETTER) || (class == LETTER && before == CYRILLIC))
            marks |= OPEN | SPOILED;
        if (count > 1 && beside)
            marks |= SPOILED; /* text in a wrong encoding has such characters side by side */
        if (character == 0x130 || character == 0x131 || character == 0x17f || character == 0x212a)
            marks |= LABEL; /* without case, these are letters of ASCII */
        before = class;
        beside = count > 1;
    }
    return marks;
}

static int equal_folded(const uint8_t *text, const uint8_t *lower, uint32_t size) {
    for (uint32_t i = 0; i < size; i++)
        if ((text[i] | 0x20) != lower[i])
            return 0;
    return 1;
}

static int has_label(const table *t, const cell *text) {
    const uint32_t *ends = t->labels.ends;
    int inside = 0;
    for (uint32_t i = 0; i + 1 < text->size; i++) {
        const uint8_t *at = text->at + i;
        int starts = !inside && is_letter(at[0]) && is_letter(at[1]);
        inside = is_word(at[0]);
        if (!starts)
            continue;
        int pair = ((at[0] | 0x20) - 'a') * 26 + (at[1] | 0x20) - 'a';
        for (int label = t->first_label[pair]; label < t->first_label[pair + 1]; label++) {
            uint32_t size = ends[label + 1] - ends[label], rest = text->size - i;
            if (size <= rest && (size == rest || !is_word(at[size])) && equal_folded(at, t->labels.bytes + ends[label], size))
                return 1;
        }
    }
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
    if (size == 6 && at[3] == '-')
        return 1;
    for (size_t i = 0; size <= 9 && i < sizeof words / sizeof *words; i++)
        if (size == strlen(words[i]) && equal_folded(at, (const uint8_t *)words[i], size))
            return 1;
    return 0;
}

int judge_text(const table *t, const column *c, const cell *text) {
    int marks = text->odd ? judge_characters(t, text) : 0;
    uint8_t first = text->at[0];
    if (first == ' ' || first == '=' || first == '+' || first == '-' || first == '@' || text->at[text->size - 1] == ' ')
        marks |= OPEN;
    if (text->size > c->max_bytes || may_be_placeholder(text))
        marks |= OPEN;
    if (text->suspicious)
        marks |= SPOILED;
    if (c->traits & OWN_WORDS && has_label(t, text))
        marks |= LABEL;
    return marks;
}
