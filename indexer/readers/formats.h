// SPDX-License-Identifier: GPL-2.0-or-later
//
// The rows of the table of formats; each is in the file of its name.
#pragma once

#include "indexer/article_reader.h"

namespace dateline {

InputFormat anpa_1312_format();
InputFormat csv_format();
InputFormat tsv_format();
InputFormat feed_format();
InputFormat html_format();
InputFormat iptc_7901_format();
InputFormat json_document_format();
InputFormat json_lines_format();
InputFormat mail_format();
InputFormat news_sitemap_format();
InputFormat newsml_1_format();
InputFormat newsml_g2_format();
InputFormat nitf_format();
InputFormat plain_text_format();
InputFormat reuters_format();
InputFormat tei_format();
InputFormat warc_format();
InputFormat xml_format();

}  // namespace dateline
