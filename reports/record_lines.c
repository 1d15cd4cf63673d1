#include "reports/record_lines.h"
#include "reports/sampled.h"

static void line(struct buffer *out, unsigned depth)
{
	buffer_add_char(out, '\n');
	while (depth-- > 0)
		buffer_add(out, "  ");
}

static int add(const char *bytes, size_t n, void *out)
{
	buffer_add_n(out, bytes, n);
	return 0;
}

static void number(struct buffer *out, double x)
{
	char text[SAMPLED_DIGITS];
	buffer_add_n(out, text, sampled_write(text, x));
}

static bool scalar(struct buffer *out, const json_t *value)
{
	if (json_is_real(value)) {
		number(out, json_real_value(value));
		return true;
	}
	return json_dump_callback(value, add, out, JSON_ENCODE_ANY) == 0;
}

static bool is_scalar(const json_t *value)
{
	return !json_is_object(value) && !json_is_array(value);
}

static bool value(struct buffer *out, unsigned depth, json_t *v);

/* Scalars side by side; anything else a line each. */
static bool array(struct buffer *out, unsigned depth, json_t *v)
{
	bool sound = true, flat = json_array_size(v) == 0 || is_scalar(json_array_get(v, 0));
	buffer_add_char(out, '[');
	for (size_t i = 0; sound && i < json_array_size(v); i++) {
		buffer_add(out, i == 0 ? "" : flat ? ", " : ",");
		if (!flat)
			line(out, depth + 1);
		sound = value(out, depth + 1, json_array_get(v, i));
	}
	if (!flat)
		line(out, depth);
	buffer_add_char(out, ']');
	return sound;
}

static bool key(struct buffer *out, unsigned depth, const char *name, bool first)
{
	json_t *text = json_string(name);
	if (!first)
		buffer_add_char(out, ',');
	line(out, depth);
	bool sound = text != NULL && scalar(out, text);
	json_decref(text);
	buffer_add(out, ": ");
	return sound;
}

/* The members of an object, without its braces. */
static bool members(struct buffer *out, unsigned depth, json_t *object)
{
	const char *name;
	json_t *member;
	bool sound = true, first = true;
	json_object_foreach(object, name, member)
	{
		sound = sound && key(out, depth + 1, name, first) && value(out, depth + 1, member);
		first = false;
		buffer_pass(out);
	}
	return sound;
}

static bool value(struct buffer *out, unsigned depth, json_t *v)
{
	if (json_is_array(v))
		return array(out, depth, v);
	if (!json_is_object(v))
		return scalar(out, v);
	buffer_add_char(out, '{');
	bool sound = members(out, depth, v);
	record_lines_close(out, depth);
	return sound;
}

static bool table(struct buffer *out, unsigned depth, const struct record_table *t)
{
	bool sound = key(out, depth, t->key, false);
	buffer_add_char(out, '[');
	for (size_t i = 0; i < t->n_rows; i++) {
		buffer_add(out, i == 0 ? "" : ",");
		line(out, depth + 1);
		buffer_add_char(out, '[');
		for (size_t j = 0; j < t->n_columns; j++) {
			buffer_add(out, j == 0 ? "" : ", ");
			number(out, t->value(t->context, i, j));
		}
		buffer_add_char(out, ']');
		buffer_pass(out);
	}
	line(out, depth);
	buffer_add_char(out, ']');
	return sound;
}

bool record_lines_open(struct buffer *out, unsigned depth, json_t *object,
                       const struct record_table *tables, size_t n_tables)
{
	buffer_add_char(out, '{');
	bool sound = object != NULL && members(out, depth, object);
	json_decref(object);
	for (size_t i = 0; sound && i < n_tables; i++)
		sound = table(out, depth + 1, &tables[i]);
	return sound;
}

void record_lines_key(struct buffer *out, unsigned depth, const char *name)
{
	(void)key(out, depth, name, false);
}

void record_lines_close(struct buffer *out, unsigned depth)
{
	line(out, depth);
	buffer_add_char(out, '}');
}
