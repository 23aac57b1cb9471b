// SPDX-License-Identifier: GPL-2.0-or-later
//
// Lucene as a peer of the ranking: EnglishAnalyzer and BM25 with its defaults, the words of a
// question joined by OR, title and body one text.
//
//   java LuceneRun ARTICLES QUESTIONS DEPTH    rows ID TITLE BODY and LABEL TEXT, tabs between
//
// Prints LABEL and ID, a line for each hit, best first.
import java.io.BufferedReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;

public class LuceneRun {
  public static void main(String[] arguments) throws Exception {
    Analyzer analyzer = new EnglishAnalyzer();
    ByteBuffersDirectory directory = new ByteBuffersDirectory();
    try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer));
        BufferedReader articles = Files.newBufferedReader(Path.of(arguments[0]))) {
      for (String line = articles.readLine(); line != null; line = articles.readLine()) {
        String[] fields = line.split("\t", -1);
        Document document = new Document();
        document.add(new StringField("id", fields[0], Field.Store.YES));
        document.add(new TextField("text", fields[1] + "\n" + fields[2], Field.Store.NO));
        writer.addDocument(document);
      }
    }
    int depth = Integer.parseInt(arguments[2]);
    IndexSearcher searcher = new IndexSearcher(DirectoryReader.open(directory));
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    for (String line : Files.readAllLines(Path.of(arguments[1]))) {
      String[] fields = line.split("\t", 2);
      Query query = new QueryParser("text", analyzer).parse(QueryParser.escape(fields[1]));
      for (ScoreDoc hit : searcher.search(query, depth).scoreDocs)
        out.println(fields[0] + "\t" + searcher.doc(hit.doc).get("id"));
    }
    out.flush();
  }
}
