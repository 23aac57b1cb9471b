// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/temporary_folder.h"

namespace dateline::test {

/// A folder of the user's that is ours, named by `variable` ("XDG_CACHE_HOME") while this lives.
class UserFolder {
 public:
  explicit UserFolder(std::string variable) : variable_(std::move(variable)) {
    ::setenv(variable_.c_str(), folder_.path().c_str(), 1);
  }
  UserFolder(const UserFolder&) = delete;
  UserFolder& operator=(const UserFolder&) = delete;
  ~UserFolder() { ::unsetenv(variable_.c_str()); }

  std::vector<std::filesystem::path> files() const {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path()))
      if (entry.is_regular_file()) files.push_back(entry.path());
    return files;
  }

 private:
  const std::string variable_;
  const TemporaryFolder folder_;
};

}  // namespace dateline::test
