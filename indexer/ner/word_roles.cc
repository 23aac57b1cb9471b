// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/ner/word_roles.h"

#include <unordered_map>

namespace dateline {
namespace {

struct RoleWords {
  WordRoles role;
  std::string_view words;  ///< separated by spaces
};

constexpr RoleWords kRoleWords[] = {
    {role::kHonorific | role::kTitle,
     "mr mr. mrs mrs. ms ms. miss dr dr. sir lord lady dame prof prof. sen sen. rep rep. gov gov. "
     "gen "
     "gen. lt lt. col col. maj maj. capt capt. sgt sgt. cpl cpl. adm adm. rev rev. hon hon. messrs "
     "messrs. mme mme. herr frau monsieur madame senator congressman congresswoman representative"},
    {role::kTitle,
     "president presidents vice-president premier minister ministers prime-minister chancellor "
     "governor mayor ambassador envoy secretary secretary-general spokesman spokeswoman "
     "spokesperson "
     "chairman chairwoman chairperson chief director general lieutenant colonel major captain "
     "sergeant corporal commander admiral marshal brigadier officer judge justice attorney lawyer "
     "prosecutor professor doctor economist analyst trader dealer adviser advisor aide leader "
     "deputy "
     "king queen prince princess emperor sultan emir sheikh sheik shaikh imam ayatollah mullah "
     "rabbi "
     "pope cardinal archbishop bishop father reverend saint sister brother son daughter wife "
     "husband "
     "mother candidate lawmaker legislator speaker commissioner coach manager captain midfielder "
     "striker defender goalkeeper forward winger skipper champion author writer journalist editor "
     "singer actor actress novelist activist dissident coordinator co-ordinator negotiator"},
    {role::kPreposition,
     "in at from near to around outside inside across toward towards into throughout northern "
     "southern eastern western central north south east west downtown visited"},
    {role::kSaid,
     "said says say told tells added adds asked asks warned warns insisted argued replied "
     "explained "
     "stated noted wrote writes admitted acknowledged denied claimed claims believes recalled "
     "testified declared vowed who whom scored"},
    {role::kOrganisation,
     "inc inc. corp corp. co co. ltd ltd. plc ag sa nv llc group bank party university institute "
     "ministry council committee commission agency association union federation organization "
     "organisation company corporation industries holdings systems international airlines airways "
     "college school hospital court police army navy fund foundation league club united city fc "
     "news times post journal department office center centre board front movement brigade "
     "brigades partners capital securities trust insurance motors oil gas energy resources stores "
     "republicans democrats act bill law cup open prix championship championships award prize "
     "airport stadium hotel street avenue river lake island islands mountain mountains sea ocean "
     "gulf "
     "bay province state county district region valley village town"},
    {role::kThe, "the"},
    {role::kPossessive, "'s"},
    {role::kParticle,
     "bin bint ibn al el abu abd ul ud de del della di da do dos das du des le la van von der den "
     "ter ten zu y e af av"},
    {role::kJoint, "of and the for & on"},
    {role::kCompany,
     "inc inc. corp corp. co co. ltd ltd. plc ag sa nv llc lp group bank bancorp corporation "
     "company "
     "holdings industries systems technologies securities brothers motors airlines airways stores"},
    {role::kOwnTitle, "sheikh sheik shaikh mullah"},
    {role::kTitlePart,
     "crown grand vizier archduke prime vice deputy foreign interior defence defense finance "
     "former "
     "acting ex-president attorney major-general lieutenant-general"},
    {role::kWeekday, "monday tuesday wednesday thursday friday saturday sunday"},
    {role::kNobody,
     "moody poor calif. conn. pa. tex. mass. ill. mich. ga. fla. va. wash. reuter reuters kremlin "
     "pentagon congress senate bundesbank fed bloomberg nasdaq twitter "
     "facebook "
     "google amazon brexit exchequer"},
    {role::kOpening, "( ["},
    {role::kCalendar,
     "january february march april may june july august september october november december monday "
     "tuesday wednesday thursday friday saturday sunday jan. feb. mar. apr. jun. jul. aug. sep. "
     "sept. oct. nov. dec. jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri "
     "sat sun"},
};

std::unordered_map<std::string_view, WordRoles> make_table() {
  std::unordered_map<std::string_view, WordRoles> table;
  for (const auto& [role, words] : kRoleWords) {
    for (std::size_t start = 0; start < words.size();) {
      const std::size_t end = std::min(words.find(' ', start), words.size());
      WordRoles& roles = table[words.substr(start, end - start)];
      roles = static_cast<WordRoles>(roles | role);
      start = end + 1;
    }
  }
  return table;
}

}  // namespace

WordRoles roles_of(std::string_view lower) {
  static const auto table = make_table();
  const auto found = table.find(lower);
  return found == table.end() ? WordRoles{0} : found->second;
}

}  // namespace dateline
