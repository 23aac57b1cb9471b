// SPDX-License-Identifier: GPL-2.0-or-later
//
// Runs a fuzz target without libFuzzer: over all files of the folders given, then over --rounds
// inputs made of them by small changes, the same in every run. What the target finds wrong aborts.
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;

std::vector<std::string> read_seeds(const std::vector<std::string>& folders) {
  std::vector<fs::path> files;
  for (const std::string& folder : folders)
    if (fs::is_directory(folder))
      for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> seeds;
  for (const fs::path& file : files) {
    std::ifstream in(file, std::ios::binary);
    seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  }
  return seeds;
}

void run(const std::string& input) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

/// A seed with a byte changed, a part lost, doubled, or taken from another seed.
std::string changed(const std::vector<std::string>& seeds, std::mt19937& random) {
  const auto up_to = [&](std::size_t most) { return random() % (most + 1); };
  std::string input = seeds[up_to(seeds.size() - 1)];
  for (std::size_t changes = 1 + up_to(3); changes > 0; --changes) {
    const std::size_t at = up_to(input.size());
    const std::size_t size = up_to(32);
    switch (random() % 5) {
      case 0:
        if (at < input.size()) input[at] = static_cast<char>(random());
        break;
      case 1:
        input.erase(at, size);
        break;
      case 2:
        input.insert(at, std::string(input.substr(at, size)));
        break;
      case 3: {
        const std::string& other = seeds[up_to(seeds.size() - 1)];
        input.insert(at, other.substr(up_to(other.size()), size));
        break;
      }
      default:
        if (at < input.size()) input[at] = static_cast<char>(input[at] ^ (1 << (random() % 8)));
    }
  }
  return input;
}

}  // namespace

int main(int argc, char** argv) {
  std::size_t rounds = 0;
  std::vector<std::string> folders;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--rounds") == 0 && i + 1 < argc)
      rounds = std::stoul(argv[++i]);
    else
      folders.emplace_back(argv[i]);
  }
  const std::vector<std::string> seeds = read_seeds(folders);
  if (seeds.empty()) {
    std::cerr << "no seeds\n";
    return 1;
  }
  for (const std::string& seed : seeds) run(seed);
  std::mt19937 random(1);
  for (std::size_t round = 0; round < rounds; ++round) run(changed(seeds, random));
  std::cout << seeds.size() << " seeds and " << rounds << " changed ones\n";
  return 0;
}
