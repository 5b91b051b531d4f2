/* Read the cells of a block. Where separators and other bytes of interest are is found for the whole block at first, 64
   bytes at a time; so a cell is never looked at byte by byte to find its end. */

#include "cells.h"

#include <stdlib.h>

#if defined(_MSC_VER)
#include <intrin.h>
#endif
#if defined(__SSE2__) || defined(_M_X64)
#include <emmintrin.h>
#endif

/* What the bytes of a chunk are, as bits. */
typedef struct {
    uint64_t separator, odd, markup, blank, apostrophe, word;
} chunk;

#if defined(__SSE2__) || defined(_M_X64)
static uint64_t equal(__m128i bytes, char to) { return (uint64_t)_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(to))); }

/* Which bytes are in a range; none from 0x80 on is, as bytes are signed here. */
static __m128i within(__m128i bytes, char first, char last) {
    return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8((char)(first - 1))), _mm_cmplt_epi8(bytes, _mm_set1_epi8((char)(last + 1))));
}

static chunk classify(const uint8_t *bytes) {
    chunk all = {0};
    for (int i = 0; i < 64; i += 16) {
        __m128i some = _mm_loadu_si128((const __m128i *)(bytes + i));
        __m128i folded = _mm_or_si128(some, _mm_set1_epi8(0x20)); /* capitals are small letters, "[" is "{" and "]" is "}" */
        __m128i letters = within(folded, 'a', 'z'), digits = within(some, '0', '9');
        uint64_t line_ends = equal(some, '\n');
        uint64_t low = (uint64_t)_mm_movemask_epi8(_mm_cmplt_epi8(some, _mm_set1_epi8(' '))); /* as signed: and those from 0x80 on */
        all.separator |= (equal(some, ',') | equal(some, '"') | line_ends) << i;
        all.odd |= ((low & ~line_ends) | equal(some, 0x7f)) << i;
        all.markup |= (equal(some, '&') | equal(some, '<') | equal(some, '*') | equal(folded, '{') | equal(folded, '}')) << i;
        all.blank |= equal(some, ' ') << i;
        all.apostrophe |= equal(some, '\'') << i;
        all.word |= ((uint64_t)_mm_movemask_epi8(_mm_or_si128(letters, digits)) | equal(some, '_')) << i;
    }
    return all;
}
#else
static chunk classify(const uint8_t *bytes) {
    chunk all = {0};
    for (int i = 0; i < 64; i++) {
        uint8_t c = bytes[i], folded = c | 0x20;
        all.separator |= (uint64_t)(c == ',' || c == '"' || c == '\n') << i;
        all.odd |= (uint64_t)((c < ' ' && c != '\n') || c > '~') << i;
        all.markup |= (uint64_t)(c == '&' || c == '<' || c == '*' || folded == '{' || folded == '}') << i;
        all.blank |= (uint64_t)(c == ' ') << i;
        all.apostrophe |= (uint64_t)(c == '\'') << i;
        all.word |= (uint64_t)is_word(c) << i;
    }
    return all;
}
#endif

static void find_bytes(const uint8_t *bytes, size_t size, masks *found) {
    chunk before = {0};
    for (size_t i = 0; i < found->count; i++) {
        chunk all;
        if (size - i * 64 < 64) {
            uint8_t rest[64];
            memset(rest, 'x', 64);
            memcpy(rest, bytes + i * 64, size - i * 64);
            all = classify(rest);
        } else {
            all = classify(bytes + i * 64);
        }
        uint64_t second_blank = all.blank & (all.blank << 1 | before.blank >> 63);
        uint64_t third = all.apostrophe & (all.apostrophe << 1 | before.apostrophe >> 63) & (all.apostrophe << 2 | before.apostrophe >> 62);
        found->words[SEPARATOR][i] = all.separator;
        found->words[ODD][i] = all.odd;
        found->words[SUSPICIOUS][i] = all.markup | second_blank | third;
        found->words[WORD_START][i] = all.word & ~(all.word << 1 | before.word >> 63);
        before = all;
    }
}

static int first_bit(uint64_t bits) {
#if defined(_MSC_VER)
    unsigned long at;
    _BitScanForward64(&at, bits);
    return (int)at;
#else
    return __builtin_ctzll(bits);
#endif
}

size_t find(const scanner *s, int mask, size_t from) {
    size_t i = from / 64;
    if (i >= s->found.count)
        return s->size;
    uint64_t bits = s->found.words[mask][i] & (~UINT64_C(0) << from % 64);
    while (!bits) {
        if (++i >= s->found.count)
            return s->size;
        bits = s->found.words[mask][i];
    }
    return i * 64 + (size_t)first_bit(bits);
}

static int has(scanner *s, int mask, size_t from, size_t to) {
    if (s->next[mask] < from)
        s->next[mask] = find(s, mask, from);
    return s->next[mask] < to;
}

uint8_t read_cell(scanner *s, cell *read) {
    size_t start = s->at, end;
    read->doubled = 0;
    if (start < s->size && s->bytes[start] == '"') {
        for (end = ++start;; end += 2, read->doubled++) {
            end = find(s, SEPARATOR, end);
            while (end < s->size && s->bytes[end] == ',')
                end = find(s, SEPARATOR, end + 1);
            if (end + 1 >= s->size || s->bytes[end] == '\n')
                return 0;
            if (s->bytes[end + 1] != '"')
                break;
        }
        s->at = end + 2;
    } else {
        end = find(s, SEPARATOR, start);
        s->at = end + 1;
    }
    if (s->at > s->size)
        return 0;
    uint8_t after = s->bytes[s->at - 1];
    if (after != ',' && after != '\n')
        return 0;
    read->at = s->bytes + start;
    read->size = (uint32_t)(end - start);
    read->odd = has(s, ODD, start, end);
    read->suspicious = has(s, SUSPICIOUS, start, end);
    return after;
}

int open_scanner(scanner *s) {
    s->found.count = (s->size + 63) / 64;
    uint64_t *words = malloc(MASKS * (s->found.count + 1) * sizeof *words);
    if (!words)
        return 0;
    for (int i = 0; i < MASKS; i++)
        s->found.words[i] = words + (size_t)i * s->found.count;
    find_bytes(s->bytes, s->size, &s->found);
    for (int i = 0; i < MASKS; i++)
        s->next[i] = find(s, i, 0);
    return 1;
}

void close_scanner(scanner *s) { free(s->found.words[0]); }
