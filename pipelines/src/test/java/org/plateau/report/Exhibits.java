package org.plateau.report;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reads the pages of a report. */
public final class Exhibits {
  private Exhibits() {}

  /** The page as a tree; fails where it is not well-formed. */
  public static Document parse(String html) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setExpandEntityReferences(false);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
  }

  /** Elements below a node by name. */
  public static List<Element> elements(NodeList nodes, Predicate<Element> wanted) {
    List<Element> list = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      Element element = (Element) nodes.item(i);
      if (wanted.test(element)) {
        list.add(element);
      }
    }
    return list;
  }

  /** The figures that name a query. */
  public static List<Element> figures(Document page) {
    return elements(page.getElementsByTagName("svg"), svg -> svg.hasAttribute("data-sql"));
  }

  /** The data marks of a figure. */
  public static int marks(Element svg) {
    return elements(
            svg.getElementsByTagName("g"),
            g -> List.of(g.getAttribute("class").split(" ")).contains("mark"))
        .size();
  }
}
