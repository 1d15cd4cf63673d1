#include "vary/model.h"

#include "engine/binary.h"
#include "vary/logarithm.h"

static const double *doubles(struct arena *a, const ratio *const *x, size_t n)
{
	double *out = ARENA_NEWS(a, double, n);
	for (size_t i = 0; i < n; i++)
		out[i] = x[i] ? binary_of(x[i]) : 0;
	return out;
}

struct model_numbers model_numbers(struct arena *a, const struct model *m)
{
	return (struct model_numbers){
	        .nominal = doubles(a, m->nominal, m->n_weights),
	        .values = doubles(a, m->values, m->n_units * m->n_weights),
	        .beside = doubles(a, m->beside, m->n_units),
	        .beside_at =
	                m->beside_at ? doubles(a, m->beside_at, m->n_units * m->n_nodes) : NULL,
	        .full = binary_of(m->full)};
}

/* Three numbers for each node: its weight, its full points, its points. */
size_t model_work(const struct model *m)
{
	return 3 * m->n_nodes;
}

static void sum_up(const struct model *m, const double *w, double *sums)
{
	for (size_t i = m->n_nodes; i--;) {
		const struct model_node *n = &m->nodes[i];
		sums[i] = n->kind == MODEL_LEAF ? w[n->carrier] : 0;
		for (size_t c = 0; c < n->n_children; c++)
			sums[i] += sums[n->children[c]];
	}
}

static double sum_counting(const struct model_node *n, const bool *asked, const double *sums)
{
	double sum = 0;
	for (size_t c = 0; c < n->n_children; c++)
		if (!n->redistributes || asked[n->children[c]])
			sum += sums[n->children[c]];
	return sum;
}

static void share_out(const struct model *m, const bool *asked, const double *sums, double *max)
{
	for (size_t i = 0; i < m->n_nodes; i++) {
		const struct model_node *n = &m->nodes[i];
		double sum = sum_counting(n, asked, sums);
		for (size_t c = 0; c < n->n_children; c++) {
			size_t child = n->children[c];
			bool none = (n->redistributes && !asked[child]) || !(sum > 0);
			if (none)
				max[child] = 0;
			else if (n->kind == MODEL_GEOMETRIC)
				max[child] = 100;
			else
				max[child] = max[i] * sums[child] / sum;
		}
	}
}

static double geometric(const struct model *m, size_t node, const bool *asked, const double *sums,
                        double max, const double *points)
{
	const struct model_node *n = &m->nodes[node];
	double sum = sum_counting(n, asked, sums), product = max;
	if (!(sum > 0))
		return 0;
	for (size_t c = 0; c < n->n_children; c++) {
		size_t child = n->children[c];
		if ((n->redistributes && !asked[child]) || !(sums[child] > 0))
			continue;
		double share = points[child] / 100;
		product *= share > 0 ? logarithm_power(share, sums[child] / sum) : 0;
	}
	return product;
}

void model_scores_double(const struct model *m, const struct model_numbers *x, const double *w,
                         const double *values, double *scores, double *work)
{
	double *sums = work, *max = sums + m->n_nodes, *points = max + m->n_nodes;
	values = values ? values : x->values;
	sum_up(m, w, sums);
	for (size_t u = 0; u < m->n_units; u++) {
		const bool *asked = m->classes[m->class_of[u]].asked;
		max[0] = x->full;
		share_out(m, asked, sums, max);
		for (size_t i = m->n_nodes; i--;) {
			const struct model_node *n = &m->nodes[i];
			double sum = 0;
			if (n->kind == MODEL_LEAF)
				sum = max[i] * values[u * m->n_weights + n->carrier];
			else if (n->kind == MODEL_GEOMETRIC)
				sum = geometric(m, i, asked, sums, max[i], points);
			else
				for (size_t c = 0; c < n->n_children; c++)
					sum += points[n->children[c]];
			if (n->limited && sum > max[i])
				sum = max[i];
			points[i] = sum + (x->beside_at ? x->beside_at[u * m->n_nodes + i] : 0);
		}
		scores[u] = points[0] + (x->beside_at ? 0 : x->beside[u]);
	}
}

void model_adjust_double(const struct model *m, size_t class, const double *w, double *adjusted,
                         double *work)
{
	double *sums = work, *max = sums + m->n_nodes;
	sum_up(m, w, sums);
	max[0] = 1;
	share_out(m, m->classes[class].asked, sums, max);
	for (size_t i = 0; i < m->n_weights; i++)
		adjusted[i] = max[m->carriers[i]];
}
