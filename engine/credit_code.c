#include "engine/credit_code.h"

#include <string.h>

static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

char credit_code_last(const char *code)
{
	int sum = 0, weight = 1;
	for (int i = 0; i < CREDIT_CODE_LENGTH - 1; i++) {
		const char *at = code[i] ? strchr(alphabet, code[i]) : NULL;
		if (!at)
			return '\0';
		sum += (int)(at - alphabet) * weight;
		weight = weight * 3 % 31;
	}
	return alphabet[(31 - sum % 31) % 31];
}

enum credit_code credit_code_check(const char *code)
{
	if (strlen(code) != CREDIT_CODE_LENGTH)
		return CREDIT_CODE_LENGTH_WRONG;
	if (strspn(code, alphabet) != CREDIT_CODE_LENGTH)
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
