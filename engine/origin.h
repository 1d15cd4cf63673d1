/* origin.h - who decided what a rule leaves open; the later ones are stronger. */
#ifndef KAOHE_ORIGIN_H
#define KAOHE_ORIGIN_H

enum origin { ORIGIN_RULES, ORIGIN_CASE, ORIGIN_TRIAL };

#endif
