# kaohe: GNU make 4.3 or later. `make help` lists the targets.

CC      = gcc
# Where everything is built; nothing is written elsewhere.
B       = build
CFLAGS  = -O2 -g
# Instrumentation of a whole build, e.g. SANITIZE=-fsanitize=thread
SANITIZE =
# -Werror during `make test` and `make check`; a newer compiler must not break a plain build.
WERROR  =
# Where `make install` puts things; DESTDIR is for packagers.
PREFIX  = /usr/local
DESTDIR =
# Jobs at a time of demo, test, check and the like when make is called without -j.
JOBS    = $(shell nproc 2>/dev/null || echo 1)
# Random cases held against the recount by `make test`, and by `make check`.
CASES       = 100000
CASES_QUICK = 2000
# FULL=1: `make test` tries more random states of the page.
FULL        =
# V=1 shows every command and the full output of every test.
V       = 0

# ==== nothing to edit below this line ==============================================

SHELL := /bin/bash
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

ifeq ($(V),1)
Q   :=
say  = @:
else
Q   := @
say  = @printf '  %-7s %s\n'
endif

# package:probe - a pkg-config module, or @command
BUILD_PACKAGES  := pkg-config:@pkg-config libgmp-dev:gmp libmpfr-dev:mpfr libconfig-dev:libconfig \
                   nettle-dev:nettle libutf8proc-dev:libutf8proc libjansson-dev:jansson \
                   libgsl-dev:gsl libglpk-dev:/usr/include/glpk.h \
                   libxlsxwriter-dev:xlsxwriter libzip-dev:libzip libxml2-dev:libxml-2.0 \
                   $(foreach module,selection axis scale shape,node-d3-$(module):/usr/share/nodejs/d3-$(module))
# locales: the sources of zh_CN and de_DE, built into a folder of ours by tests/locales
MPI_PACKAGES    := libopenmpi-dev:ompi-c openmpi-bin:@mpirun
TEST_PACKAGES   := libcmocka-dev:cmocka locales:/usr/share/i18n/locales/zh_CN $(MPI_PACKAGES)
# What looks at pages and recounts workbooks; `make test` alone does.
LOOK_PACKAGES   := chromium:@chromium chromium-driver:@chromedriver poppler-utils:@pdftotext python3:@python3 \
                   fonts-noto-cjk:/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc \
                   libreoffice-calc-nogui:@soffice python3-uno:/usr/lib/python3/dist-packages/uno.py
MODULES         := mpfr gmp libconfig nettle libutf8proc jansson gsl xlsxwriter libzip libxml-2.0
# No pkg-config file comes with it.
GLPK            := -lglpk

# Empty where there is no Open MPI; nothing but kaohe-mpi needs it.
MPI_LIBS   := $(shell pkg-config --libs ompi-c 2>/dev/null)
MPI_CFLAGS := $(shell pkg-config --cflags ompi-c 2>/dev/null)

ROOMS   := engine vary source rules inputs reports
LIB_C   := $(sort $(wildcard $(ROOMS:=/*.c)))
CLI_C   := $(sort $(wildcard cli/*.c))
MPI_C   := $(if $(MPI_LIBS),$(sort $(wildcard mpi/*.c)))
UNIT_C  := $(sort $(wildcard $(addprefix tests/,$(addsuffix /*_test.c,$(ROOMS) cli))))
COUNT_C := $(sort $(wildcard tests/recount/*.c))
# What several unit tests share: small methods, figures by id.
SHARED_C := $(sort $(wildcard tests/*.c))
FAULT_C := $(sort $(wildcard tests/fault/*.c))
HEADERS := $(sort $(wildcard $(addsuffix /*.h,$(ROOMS) cli tests tests/*)))
RULES   := $(sort $(wildcard rules/*/method.cfg))
# What stands in every page: its style, d3 as Debian has it, and the scripts, in the order in which they build on one another.
D3      := array collection color interpolate format time time-format scale path shape selection axis
PAGE_STYLE   := $(wildcard reports/page/page.css reports/page/whatif.css)
PAGE_LIBRARY := reports/page/d3_licence.js $(foreach module,$(D3),/usr/share/nodejs/d3-$(module)/dist/d3-$(module).min.js)
PAGE_SCRIPT  := $(wildcard $(addprefix reports/page/,$(addsuffix .js,charts charts_rows charts_grid words combine state controls results drill whatif shell)))
# What `kaohe rules --new` writes, by language.
SKELETONS := $(sort $(wildcard rules/skeleton.*.cfg))
ALL_C   := $(LIB_C) $(CLI_C) $(MPI_C) $(UNIT_C) $(SHARED_C) $(COUNT_C) $(FAULT_C)

LIB_O   = $(filter-out %_kernel.o,$(LIB_C:%.c=$(B)/%.o)) \
           $(foreach isa,$(ISAS),$(KERNEL_C:%.c=$(B)/%.$(isa).o)) $(B)/bundled.o $(B)/page_assets.o
CLI_O   := $(CLI_C:%.c=$(B)/%.o)
UNITS   := $(UNIT_C:%.c=$(B)/%)
SHARED_O := $(SHARED_C:%.c=$(B)/%.o)
RECOUNT := $(if $(COUNT_C),$(B)/tests/recount/recount)
FAULT   := $(if $(FAULT_C),$(B)/tests/fault/kaohe)

STANDARD := -std=c17 -D_POSIX_C_SOURCE=200809L
WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion
# No contraction of multiply-adds: the same bytes on every processor.
EXACT    := -ffp-contract=off
LIBRARIES  := $(shell pkg-config --exists $(MODULES) 2>/dev/null && echo found)
LIB_CFLAGS := $(if $(LIBRARIES),$(shell pkg-config --cflags $(MODULES)))
LIB_LIBS   := $(if $(LIBRARIES),$(shell pkg-config --libs $(MODULES)) $(GLPK) -lm -pthread)
CMOCKA     := $(if $(UNIT_C),$(shell pkg-config --cflags --libs cmocka 2>/dev/null || echo -lcmocka))
COMPILE = $(CC) $(STANDARD) $(WARNINGS) $(WERROR) $(EXACT) $(CFLAGS) $(SANITIZE) -pthread -I. $(LIB_CFLAGS) $(CPPFLAGS)
LINK    = $(CC) $(CFLAGS) $(SANITIZE) $(LDFLAGS)

.PHONY: all
all: $(B)/kaohe  ## build build/kaohe (the default)

# ---- building ----

# make again, with what has been installed meanwhile; the caller's -j stands.
AGAIN = +@$(MAKE) $(if $(findstring j,$(firstword -$(MAKEFLAGS)))$(findstring jobserver,$(MAKEFLAGS)),,-j$(JOBS))

# Changes when the settings or the list of sources change; everything compiled depends on it.
SETTINGS := $(CC) | $(CFLAGS) | $(SANITIZE) | $(CPPFLAGS) | $(LDFLAGS) | $(LIB_CFLAGS) | $(LIB_LIBS)
.PHONY: always libraries
$(B)/settings: always
	@mkdir -p $(B); printf '%s\n' '$(SETTINGS)' | cmp -s - $@ || printf '%s\n' '$(SETTINGS)' >$@
$(B)/sources: always
	@mkdir -p $(B); printf '%s\n' $(ALL_C) $(PAGE_SCRIPT) | cmp -s - $@ || printf '%s\n' $(ALL_C) $(PAGE_SCRIPT) >$@

libraries:
ifneq ($(LIBRARIES),found)
	@echo 'kaohe: pkg-config or a library is missing; `make deps` installs what is needed.' >&2; exit 1
endif

$(B)/%.o: %.c $(B)/settings Makefile | libraries
	$(say) CC $<
	$(Q)mkdir -p $(@D)
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

# Innermost loops, once for each instruction set of the processor (x86-64-v1 .. v4); elsewhere once.
KERNEL_C := $(wildcard vary/*_kernel.c)
ISAS     := $(if $(findstring x86_64,$(shell $(CC) -dumpmachine)),v1 v2 v3 v4,v1)
MARCH_v1 := $(if $(filter v4,$(ISAS)),-march=x86-64)
MARCH_v2 := -march=x86-64-v2
MARCH_v3 := -march=x86-64-v3
MARCH_v4 := -march=x86-64-v4 -mprefer-vector-width=512
define kernel_rule
$(B)/%_kernel.$(1).o: %_kernel.c $(B)/settings Makefile | libraries
	$$(say) CC '$$< ($(1))'
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$(COMPILE) -O3 -fno-math-errno -fno-trapping-math $(MARCH_$(1)) -DISA='"$(1)"' -DKERNEL=$$(notdir $$*)_kernel_$(1) -MMD -MP -c -o $$@ $$<
endef
$(foreach isa,$(ISAS),$(eval $(call kernel_rule,$(isa))))

$(B)/bundled.o $(B)/page_assets.o: %.o: %.c $(B)/settings | libraries
	$(say) CC $<
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

# Every rule file as an array of bytes; a string literal of that length is not portable C.
$(B)/bundled.c: $(RULES) $(SKELETONS) Makefile $(B)/sources
	$(say) RULES $@
	$(Q)mkdir -p $(@D); { \
	  echo '/* Generated by the Makefile from rules/ID/method.cfg and rules/skeleton.LANG.cfg. */'; \
	  echo '#include "rules/bundled.h"'; \
	  n=0; for f in $(RULES) $(SKELETONS); do n=$$((n + 1)); \
	    echo "static const unsigned char text_$$n[] = {"; \
	    od -An -v -tx1 $$f | sed 's/ \([0-9a-f][0-9a-f]\)/0x\1,/g' || exit 1; echo '0};'; \
	  done; \
	  echo 'const struct bundled_rules bundled_rules[] = {'; \
	  n=0; for f in $(RULES); do n=$$((n + 1)); id=$${f#rules/}; \
	    echo "{\"$${id%/method.cfg}\", (const char *)text_$$n, sizeof(text_$$n) - 1},"; \
	  done; \
	  echo '{0, 0, 0}};'; \
	  echo 'const struct bundled_rules bundled_skeletons[] = {'; \
	  for f in $(SKELETONS); do n=$$((n + 1)); lang=$${f#rules/skeleton.}; \
	    echo "{\"$${lang%.cfg}\", (const char *)text_$$n, sizeof(text_$$n) - 1},"; \
	  done; \
	  echo '{0, 0, 0}};'; } >$@

/usr/share/nodejs/%:
	@echo 'kaohe: d3 is missing ($@); `make deps` installs what is needed.' >&2; exit 1

# The page's own files as bytes, each with the hash by which the page allows it and nothing else. What would end the
# element around it, or be read as another byte than it is, must not occur.
$(B)/page_assets.c: $(PAGE_STYLE) $(PAGE_SCRIPT) Makefile $(B)/sources | libraries
	$(say) PAGE $@
	$(Q)mkdir -p $(@D); { \
	  echo '/* Generated by the Makefile from reports/page/ and d3. */'; \
	  echo '#include "reports/page_assets.h"'; \
	  for part in 'style $(PAGE_STYLE)' 'library $(PAGE_LIBRARY)' 'script $(PAGE_SCRIPT)'; do \
	    set -- $$part; name=$$1; shift; sed '$$G' "$$@" >$(B)/page_$$name || exit 1; \
	    if grep -iqE '</(script|style)|<!--|'$$'\r' $(B)/page_$$name; then \
	      echo "page_$$name: must not hold </script, </style, <!-- or CR" >&2; exit 1; fi; \
	    hash=$$(sha256sum <$(B)/page_$$name) || exit 1; \
	    hash=$$(printf "$$(sed 's/ .*//; s/../\\x&/g' <<<"$$hash")" | base64) || exit 1; \
	    echo "static const unsigned char $$name[] = {"; \
	    od -An -v -tx1 $(B)/page_$$name | sed 's/ \([0-9a-f][0-9a-f]\)/0x\1,/g' || exit 1; echo '0};'; \
	    echo "const struct page_asset page_asset_$$name = {(const char *)$$name, sizeof($$name) - 1, \"$$hash\"};"; \
	  done; } >$@

$(B)/libkaohe.a: $(LIB_O) $(B)/sources
	$(say) AR $@
	$(Q)rm -f $@; ar rcs $@ $(LIB_O)

$(B)/kaohe: $(CLI_O) $(B)/libkaohe.a
	$(say) LINK $@
	$(Q)$(LINK) -o $@ $(CLI_O) $(B)/libkaohe.a $(LIB_LIBS)

.PHONY: mpi mpi-built
mpi:  ## install what is missing, and build build/kaohe-mpi, for several hosts
	@.ci/install $(BUILD_PACKAGES) $(MPI_PACKAGES)
	$(AGAIN) mpi-built
mpi-built: $(B)/kaohe-mpi
$(B)/mpi/%.o: LIB_CFLAGS += $(MPI_CFLAGS)
# main() of kaohe has another name in that library.
$(B)/kaohe-mpi: $(MPI_C:%.c=$(B)/%.o) $(B)/libcli.a $(B)/libkaohe.a
	$(say) LINK $@
	$(Q)$(LINK) -o $@ $^ $(LIB_LIBS) $(MPI_LIBS)

.PHONY: deps deps-demo
deps:  ## install the Debian packages that are missing (as root or through sudo)
	@.ci/install $(BUILD_PACKAGES) $(TEST_PACKAGES)
deps-demo:
	@.ci/install $(BUILD_PACKAGES)

.PHONY: demo demo-built
demo: deps-demo  ## install what is missing, build, score the bundled case, and say how firm its ranks are
	$(AGAIN) demo-built
DEMO := inputs/huzhou-2023
# Plans whose rule file and case have the same name.
DEMO_PLANS := huzhou-1224-plan huzhou-shibaiqian pinghu-145 yuecheng-1616 zhejiang-145
demo-built: $(B)/kaohe
	$(Q)mkdir -p $(B)/demo
	$(Q)$(B)/kaohe score $(DEMO)
	$(Q)for format in text:txt csv:csv json:json; do \
	  $(B)/kaohe score $(DEMO) --format $${format%:*} -o $(B)/demo/score.$${format#*:} || exit; done
	$(Q)for plan in $(DEMO_PLANS); do \
	  $(B)/kaohe progress inputs/$$plan --format text -o $(B)/demo/progress-$$plan.txt || exit; done
	@printf '\n'
	$(Q)$(B)/kaohe sensitivity $(DEMO) --only acceptability
	$(Q)for format in text:txt csv:csv json:json; do \
	  $(B)/kaohe sensitivity $(DEMO) --format $${format%:*} -o $(B)/demo/sensitivity.$${format#*:} || exit; done
	$(Q)$(B)/kaohe whatif $(DEMO) --set weight.logistics=20 --rebalance -o $(B)/demo/whatif.txt
	$(Q)$(B)/kaohe report $(DEMO) -o $(B)/demo
	$(Q)$(B)/kaohe report $(DEMO) --unit anji -o $(B)/demo/anji
	$(Q)rm -f $(B)/demo/report.docx $(B)/demo/report.pdf
	$(Q)for format in docx pdf; do \
	  $(B)/kaohe report $(DEMO) --format $$format -o $(B)/demo 2>$(B)/demo/no-$$format || \
	    { printf '\n%s\n' "No $(B)/demo/report.$$format:"; sed -n 1p $(B)/demo/no-$$format; }; \
	  rm $(B)/demo/no-$$format; done
	@printf '\n%s\n' 'The same as files: $(B)/demo/score.txt, $(B)/demo/score.csv, $(B)/demo/score.json'
	@printf '%s\n' 'How firm the ranks are, in full: $(B)/demo/sensitivity.txt, .csv, .json; a scenario: $(B)/demo/whatif.txt'
	@printf '%s\n' 'The year-end notice in every format: $(B)/demo/report.*, for one county: $(B)/demo/anji/report.*'
	@printf '%s\n' 'Where the targets of $(words $(DEMO_PLANS)) plans stand: $(B)/demo/progress-*.txt'
	@printf '%s\n' 'Next: $(B)/kaohe explain $(DEMO) --unit wuxing'

# ---- tests ----

# Unit tests have a main() of their own: that of the program is called kaohe_main() for them.
$(B)/libcli.a: $(CLI_O) $(B)/sources
	$(say) AR $@
	$(Q)rm -f $@; ar rcs $@ $(CLI_O) && objcopy --redefine-sym main=kaohe_main $@

$(UNITS): $(B)/%: $(B)/%.o $(SHARED_O) $(B)/libcli.a $(B)/libkaohe.a
	$(say) LINK $@
	$(Q)$(LINK) -o $@ $^ $(CMOCKA) $(LIB_LIBS)

$(RECOUNT): $(COUNT_C:%.c=$(B)/%.o) $(B)/libkaohe.a
	$(say) LINK $@
	$(Q)$(LINK) -o $@ $^ $(LIB_LIBS)

# The program, with every allocation and every use of a file able to fail: see tests/fault/.
FALLIBLE := malloc calloc realloc open fopen fdopen fread fwrite fputs fputc fflush fclose fsync read pread write \
            close rename fstat mkstemp fchmod iconv_open
$(FAULT): $(CLI_O) $(FAULT_C:%.c=$(B)/%.o) $(B)/libkaohe.a
	$(say) LINK $@
	$(Q)$(LINK) $(FALLIBLE:%=-Wl,--wrap=%) -o $@ $^ $(LIB_LIBS)

# What makes and reads documents.
DOCX_PACKAGES   := libreoffice-writer-nogui:/usr/lib/libreoffice/program/libswlo.so

.PHONY: test test-built check check-built tests-built asan valgrind
test: deps  ## all tests; ends with one line "N passed, N failed"
	@.ci/install $(LOOK_PACKAGES) $(DOCX_PACKAGES)
	$(AGAIN) WERROR=-Werror tests-built others-built
	$(AGAIN) B=$(B)/asan CFLAGS='$(ASAN_CFLAGS)' tests-built
	@V=$(V) FULL=$(FULL) CASES=$(CASES) CC='$(CC)' tests/run $(B) all
check: deps  ## the quick tests, for the daily loop
	$(AGAIN) WERROR=-Werror tests-built
	@V=$(V) CASES=$(CASES_QUICK) CC='$(CC)' tests/run $(B) quick
tests-built: $(B)/kaohe $(UNITS) $(RECOUNT) $(FAULT)

# The same program for tests/identity, as far as there is what builds it.
.PHONY: others-built
others-built: $(if $(MPI_LIBS),$(B)/kaohe-mpi)
	$(if $(shell command -v clang),+@$(MAKE) B=$(B)/clang CC=clang $(B)/clang/kaohe)

ASAN_CFLAGS := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
asan: deps  ## unit tests and case files under the address and undefined-behaviour sanitizers
	$(AGAIN) B=$(B)/asan CFLAGS='$(ASAN_CFLAGS)' tests-built
	@V=$(V) CC='$(CC)' tests/run $(B) asan
valgrind: deps  ## unit tests and the bundled case under valgrind
	@.ci/install valgrind:@valgrind
	$(AGAIN) tests-built
	@V=$(V) tests/run $(B) valgrind

.PHONY: layers
layers:  ## do the #include lines follow the rooms?
	@tests/layers

# What kaohe is measured against. NumPy with the fastest linear algebra that Debian has for it.
BENCH_PACKAGES := miller:@mlr sqlite3:@sqlite3 python3-numpy:/usr/lib/python3/dist-packages/numpy \
                  libopenblas0-pthread:/usr/share/doc/libopenblas0-pthread
.PHONY: bench bench-built
bench:  ## speed beside other programs, as ratios: start-up, and rankings simulated, a large ledger
	@.ci/install $(BUILD_PACKAGES) $(BENCH_PACKAGES)
	$(AGAIN) bench-built
	@bench/startup $(B)/kaohe
	@bench/firmness $(B)/kaohe $(B)/bench/plain
	@bench/ledger $(B)/kaohe
bench-built: $(B)/kaohe $(B)/bench/plain
# Not portable, and in nothing that is installed: the peer gets all that this processor has.
$(B)/bench/plain: bench/plain.c Makefile
	$(say) CC $@
	$(Q)mkdir -p $(@D)
	$(Q)$(CC) -std=gnu17 -O3 -march=native -Wall -Wextra -pthread -o $@ $< $$(pkg-config --cflags --libs gsl) -lm

# ---- source text ----

.PHONY: format tidy
format:  ## rewrite the sources with clang-format
	@.ci/install clang-format:@clang-format
	$(Q)clang-format -i $(ALL_C) $(HEADERS)
tidy: | libraries  ## clang-tidy, and clang-format as a check
	@.ci/install clang-format:@clang-format clang-tidy:@clang-tidy
	$(Q)clang-format --dry-run -Werror $(ALL_C) $(HEADERS)
	$(Q)printf '%s\n' $(ALL_C) | xargs -P $(JOBS) -n 4 sh -c \
	  'clang-tidy --quiet --warnings-as-errors="*" "$$@" -- $(STANDARD) -I. $(LIB_CFLAGS) 2>&1 | \
	   { ! grep -vE "^[0-9]+ warnings? (generated|treated)|^$$"; }' tidy

# ---- installing ----

SHARE    := $(DESTDIR)$(PREFIX)/share
EXAMPLES := $(RULES) $(wildcard docs/encode-your-method*.md rules/FORMAT.md rules/FORMAT.zh-CN.md inputs/FORMAT.md inputs/FORMAT.zh-CN.md inputs/*/*)
.PHONY: install uninstall
install: $(B)/kaohe  ## install what is built under PREFIX (and DESTDIR)
	install -D -m 755 $(B)/kaohe $(DESTDIR)$(PREFIX)/bin/kaohe
	! test -x $(B)/kaohe-mpi || install -m 755 $(B)/kaohe-mpi $(DESTDIR)$(PREFIX)/bin/kaohe-mpi
	install -D -m 644 docs/kaohe.1 $(SHARE)/man/man1/kaohe.1
	install -D -m 644 docs/kaohe-rules.5 $(SHARE)/man/man5/kaohe-rules.5
	install -D -m 644 cli/kaohe.bash $(SHARE)/bash-completion/completions/kaohe
	for f in $(EXAMPLES); do install -D -m 644 $$f $(SHARE)/kaohe/$$f || exit; done
uninstall:  ## remove what `make install` put there, and nothing else
	rm -f $(DESTDIR)$(PREFIX)/bin/kaohe $(DESTDIR)$(PREFIX)/bin/kaohe-mpi $(SHARE)/man/man1/kaohe.1 $(SHARE)/man/man5/kaohe-rules.5
	rm -f $(SHARE)/bash-completion/completions/kaohe $(EXAMPLES:%=$(SHARE)/kaohe/%)
	for d in $(sort $(dir $(EXAMPLES))) rules inputs; do echo $$d; done | sort -r | \
	  while read -r d; do rmdir $(SHARE)/kaohe/$$d 2>/dev/null || :; done
	rmdir $(SHARE)/kaohe 2>/dev/null || :

.PHONY: clean help
clean:  ## remove build/
	rm -rf $(B)
help:  ## this list
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/\1|\2/p' $(firstword $(MAKEFILE_LIST)) | \
	  while IFS='|' read -r target what; do printf '  make %-10s %s\n' "$$target" "$$what"; done
	@echo '  V=1 shows every command; B=FOLDER builds elsewhere; CC=clang, PREFIX=… and DESTDIR=… are usual.'

-include $(patsubst %.c,$(B)/%.d,$(ALL_C)) $(B)/bundled.d $(B)/page_assets.d \
         $(foreach isa,$(ISAS),$(KERNEL_C:%.c=$(B)/%.$(isa).d))
