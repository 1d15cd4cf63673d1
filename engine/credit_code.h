/* credit_code.h - unified social credit codes (统一社会信用代码), GB 32100-2015.
 *
 * 18 characters of 0-9 and A-Z without I, O, S, V, Z, which stand for 0 .. 30. With weights
 * w_i = 3^(i-1) mod 31 of the first 17 the last one is (31 - sum(c_i w_i) mod 31) mod 31
 * (GB 32100-2015, clause 4.5 and annex; the scheme is MOD 31-3 after ISO 7064). 31 is prime and no
 * weight is divisible by it, so a single wrong character is always found; so are two neighbours
 * that changed places, since neighbouring weights differ.
 */
#ifndef KAOHE_CREDIT_CODE_H
#define KAOHE_CREDIT_CODE_H

#include <stdbool.h>

#define CREDIT_CODE_LENGTH 18

enum credit_code {
	CREDIT_CODE_GOOD,
	CREDIT_CODE_LENGTH_WRONG,    /* not 18 characters */
	CREDIT_CODE_CHARACTER_WRONG, /* a character that no code has */
	CREDIT_CODE_CHECK_WRONG      /* the last character does not fit the others */
};

/* In capitals. */
enum credit_code credit_code_check(const char *code);

/* The last character of a code that begins with these 17; '\0' where one of them is none. */
char credit_code_last(const char *code);

/* "9.13305E+17": what a spreadsheet makes of a code that it takes for a number. */
bool credit_code_is_scientific(const char *text);

#endif
