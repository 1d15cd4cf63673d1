/* recognise.h - which submitted projects are recognised with which probability: --recognise. */
#ifndef KAOHE_RECOGNISE_H
#define KAOHE_RECOGNISE_H

#include "cli/command.h"
#include "vary/recognition.h"

/* The rules of the command line, in order: [KEY=]P, where KEY names a unit, an item, a type or
 * several of them with points between, by id or name, and P is 0.9 or 90%.
 * Errors: recognise_key, recognise_share. */
const struct recognition_rule *recognise_rules(struct run *run, const struct method *m);

#endif
