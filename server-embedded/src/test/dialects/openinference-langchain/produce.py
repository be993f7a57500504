"""OpenInference's instrumentation of LangChain: a chain with a retriever, an agent with a tool."""

from langchain.agents import create_agent
from langchain_core.documents import Document
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnablePassthrough
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI, OpenAIEmbeddings
from openinference.instrumentation import using_attributes
from openinference.instrumentation.langchain import LangChainInstrumentor

import openai
from scenarios import picture, scenario, tracing


class Shelf(BaseRetriever):
    """Always finds the same book."""

    def _get_relevant_documents(self, query, *, run_manager):
        return [Document(page_content="Paris is the capital of France.", metadata={"page": 7})]


@tool
def get_weather(city: str) -> str:
    """The weather of a city."""
    return f"clear in {city}"


@tool
def broken(city: str) -> str:
    """Never works."""
    raise ValueError("no such city: " + city)


def calls():
    model = ChatOpenAI(model="gpt-4o", temperature=0.2, max_retries=0)
    with scenario("plain"):
        model.invoke([("system", "Answer in one sentence."), ("user", "What is the capital of France?")])
    with scenario("streamed"):
        for _ in ChatOpenAI(model="gpt-4o", stream_usage=True, max_retries=0).stream("What is the capital of Italy?"):
            pass
    with scenario("chain"):
        prompt = ChatPromptTemplate.from_template("By {context}: {question}")
        chain = {"context": Shelf(), "question": RunnablePassthrough()} | prompt | model | StrOutputParser()
        chain.invoke("What is the capital of France?")
    with scenario("agent"):
        create_agent(model, [get_weather]).invoke({"messages": [("user", "How is the weather?")]})
    with scenario("failing", ValueError):
        broken.invoke({"city": "Atlantis"})
    with scenario("refused", openai.RateLimitError):
        model.invoke("Fail with status 429, please.")
    with scenario("picture"):
        model.invoke([("user", [
            {"type": "text", "text": "What is this?"},
            {"type": "image_url", "image_url": {"url": "data:image/png;base64," + picture()}}])])
    with scenario("embedding"):
        OpenAIEmbeddings(model="text-embedding-3-small", check_embedding_ctx_length=False).embed_query("A short text")


provider = tracing()
LangChainInstrumentor().instrument()
with using_attributes(session_id="session-1", user_id="user-1", tags=["shop", "test"], metadata={"branch": "north"}):
    calls()
provider.shutdown()
