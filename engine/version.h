/* version.h - of the program; printed by --version and in every JSON report. */
#ifndef KAOHE_VERSION_H
#define KAOHE_VERSION_H

#define KAOHE_VERSION "0.1.0"

#endif
