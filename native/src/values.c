/* Ids, numbers, languages and addresses. */

#include "cells.h"

/* An id has words of lower-case letters and digits between hyphens. */
int judge_id(const cell *text) {
    int marks = 0, letters = 0, confusable = 0;
    uint8_t before = '-';
    for (uint32_t i = 0; i < text->size; i++) {
        uint8_t c = text->at[i];
        if (c == '-') {
            if (before == '-')
                return OPEN;
            letters = confusable = 0;
        } else if (is_lower(c)) {
            letters = 1;
            if ((c == 'n' && before == 'r') || (c == 'v' && before == 'v'))
                marks |= LOOKALIKE;
        } else if (is_digit(c)) {
            confusable |= c < '2'; /* 0 and 1 look like o and l */
        } else {
            return OPEN;
        }
        if (letters && confusable)
            marks |= LOOKALIKE;
        before = c;
    }
    return before == '-' ? OPEN : marks;
}

int judge_integer(const cell *text) {
    for (uint32_t i = 0; i < text->size; i++)
        if (!is_digit(text->at[i]))
            return OPEN;
    return text->at[0] == '0' ? OPEN : 0;
}

/* A language has two or three lower-case letters, then parts of two to eight letters and digits. */
int judge_language(const cell *text) {
    uint32_t part = 0, first = 1;
    for (uint32_t i = 0; i <= text->size; i++) {
        uint8_t c = i < text->size ? text->at[i] : '-';
        if (c == '-') {
            if (part < 2 || part > (first ? 3u : 8u))
                return OPEN;
            part = first = 0;
        } else if (first ? !is_lower(c) : !is_letter(c) && !is_digit(c)) {
            return OPEN;
        } else {
            part++;
        }
    }
    return 0;
}

/* An address has a host without user, perhaps a port, and then anything without blanks. */
int judge_url(const cell *text) {
    uint32_t host = host_of(text), i = host, marks = 0;
    if (!host || memchr(text->at, ' ', text->size))
        return OPEN | TRACKED;
    while (i < text->size && !strchr("/?#@:", text->at[i]))
        i++;
    if (i == host)
        return OPEN | TRACKED;
    if (i < text->size && text->at[i] == ':') {
        uint32_t port = ++i;
        while (i < text->size && is_digit(text->at[i]))
            i++;
        if (i == port || i > port + 5)
            return OPEN | TRACKED;
    }
    if (i < text->size && !strchr("/?#", text->at[i]))
        return OPEN | TRACKED;
    for (; i < text->size; i++)
        if (text->at[i] == '=')
            marks |= TRACKED;
    return (int)marks;
}

uint32_t host_of(const cell *text) {
    if (text->size > 7 && !memcmp(text->at, "http://", 7))
        return 7;
    return text->size > 8 && !memcmp(text->at, "https://", 8) ? 8 : 0;
}
