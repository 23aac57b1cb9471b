// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/data/embedded.h"
#include "indexer/ner/name_model.h"

namespace dateline {

const NameModel& built_in_name_model() {
  static const NameModel model(embedded_name_model());
  return model;
}

}  // namespace dateline
