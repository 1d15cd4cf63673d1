#include "engine/credit_code.h"

#include <string.h>

static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/* What a character stands for, or -1. I, O, S, V and Z are left out. */
static int value_of(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c < 'A' || c > 'Y' || c == 'I' || c == 'O' || c == 'S' || c == 'V')
		return -1;
	return c - 'A' + 10 - (c > 'I') - (c > 'O') - (c > 'S') - (c > 'V');
}

char credit_code_last(const char *code)
{
	static const int weights[CREDIT_CODE_LENGTH - 1] = {1,  3,  9,  27, 19, 26, 16, 17, 20,
	                                                    29, 25, 13, 8,  24, 10, 30, 28};
	int sum = 0;
	for (int i = 0; i < CREDIT_CODE_LENGTH - 1; i++) {
		const int value = value_of(code[i]);
		if (value < 0)
			return '\0';
		sum += value * weights[i];
	}
	return alphabet[(31 - sum % 31) % 31];
}

enum credit_code credit_code_check(const char *code)
{
	if (strlen(code) != CREDIT_CODE_LENGTH)
		return CREDIT_CODE_LENGTH_WRONG;
	for (int i = 0; i < CREDIT_CODE_LENGTH; i++)
		if (value_of(code[i]) < 0)
			return CREDIT_CODE_CHARACTER_WRONG;
	return credit_code_last(code) == code[CREDIT_CODE_LENGTH - 1] ? CREDIT_CODE_GOOD
	                                                              : CREDIT_CODE_CHECK_WRONG;
}

bool credit_code_is_scientific(const char *text)
{
	static const char digits[] = "0123456789";
	size_t n = strspn(text, digits);
	if (n != 1)
		return false;
	text += n;
	if (*text == '.')
		text += 1 + strspn(text + 1, digits);
	if (*text != 'e' && *text != 'E')
		return false;
	text++;
	text += *text == '+';
	n = strspn(text, digits);
	return n && !text[n];
}
