#include "reports/html.h"
#include "reports/display.h"
#include <string.h>

void html_text(struct buffer *out, const char *text)
{
	for (const char *s = display_safe(out->arena, text); *s != '\0'; s++) {
		switch (*s) {
		case '&':
			buffer_add(out, "&amp;");
			break;
		case '<':
			buffer_add(out, "&lt;");
			break;
		case '>':
			buffer_add(out, "&gt;");
			break;
		case '"':
			buffer_add(out, "&quot;");
			break;
		default:
			buffer_add_char(out, *s);
			break;
		}
	}
}

void html_element(struct buffer *out, const char *tag, const char *text)
{
	buffer_print(out, "<%s>", tag);
	html_text(out, text);
	buffer_add(out, "</");
	buffer_add_n(out, tag, strcspn(tag, " "));
	buffer_add(out, ">");
}

void html_class(struct buffer *out, const char *own, enum view_tone tone)
{
	static const char *const tones[TONES] = {
	        [TONE_PLAIN] = "",    [TONE_STRONG] = "strong", [TONE_QUIET] = "quiet",
	        [TONE_GOOD] = "good", [TONE_ALERT] = "alert",   [TONE_BAD] = "bad"};
	if (*own == '\0' && *tones[tone] == '\0')
		return;
	const char *between = *own != '\0' && *tones[tone] != '\0' ? " " : "";
	buffer_print(out, " class=\"%s%s%s\"", own, between, tones[tone]);
}
